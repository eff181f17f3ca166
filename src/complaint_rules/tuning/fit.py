"""The two fits: linear separators over vectors, and rule weights within the signs their authors meant.

Both minimise the negative log-likelihood with an L2 penalty, by L-BFGS with bounds (scipy).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize

Array = Any

ITERATIONS = 150


def _log_softmax(logits: Array) -> Array:
    shifted = logits - logits.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def fit_softmax(features: Array, target: Array, penalty: float, weight: Array) -> tuple[Array, Array]:
    """A softmax separator: features (n, d), dense or sparse, target shares (n, k), case weights (n,). Returns (d, k)
    and (k,)."""
    width = features.shape[1]
    classes = target.shape[1]
    whole = weight.sum()
    single = features.astype(np.float32)

    def loss(flat: Array) -> tuple[float, Array]:
        matrix = flat[:width * classes].reshape(width, classes)
        bias = flat[width * classes:]
        log_shares = _log_softmax((single @ matrix.astype(np.float32)).astype(np.float64) + bias)
        value = -(weight[:, None] * target * log_shares).sum() / whole + penalty * (matrix ** 2).sum() / 2
        delta = weight[:, None] * (np.exp(log_shares) - target) / whole
        slope = (single.T @ delta.astype(np.float32)).astype(np.float64)
        return float(value), np.concatenate([(slope + penalty * matrix).ravel(), delta.sum(axis=0)])

    start = np.zeros(width * classes + classes)
    result = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS, "ftol": 1e-7})
    return result.x[:width * classes].reshape(width, classes), result.x[width * classes:]


def fit_sigmoids(features: Array, target: Array, penalty: float, weight: Array, steps: int,
                 offset: Array | float = 0.0) -> tuple[Array, Array]:
    """Separators of many ids, each against the rest, fitted together since the vectors are read only once: features
    (n, d), dense or sparse, target (n, k) of 0 and 1, weight (n, k), 0 where there is no label; at most so many
    `steps`; `offset` (n, k) is what is known already and added to. Returns (d, k) and biases (k,)."""
    width = features.shape[1]
    classes = target.shape[1]
    whole = np.maximum(weight.sum(axis=0), 1.0)
    single = features.astype(np.float32)

    def loss(flat: Array) -> tuple[float, Array]:
        matrix = flat[:width * classes].reshape(width, classes)
        logits = (single @ matrix.astype(np.float32)).astype(np.float64) + offset + flat[width * classes:]
        value = (weight * (np.logaddexp(0, logits) - target * logits) / whole).sum() + penalty * (matrix ** 2).sum() / 2
        delta = weight * (1 / (1 + np.exp(-logits)) - target) / whole
        slope = (single.T @ delta.astype(np.float32)).astype(np.float64)
        return float(value), np.concatenate([(slope + penalty * matrix).ravel(), delta.sum(axis=0)])

    result = minimize(loss, np.zeros(width * classes + classes), jac=True, method="L-BFGS-B",
                      options={"maxiter": steps, "ftol": 1e-7})
    return result.x[:width * classes].reshape(width, classes), result.x[width * classes:]


@dataclass(frozen=True)
class Weights:
    """Fitted weights per column, and a bias per candidate."""

    columns: Array
    bias: Array


def fit_weights(firing: Array, owner: Array, sign: Array, target: Array, *, penalty: float, weight: Array,
                start: Array, held: Array, limit: float) -> Weights:
    """Weights of rules: firing (n, c) of 0 and 1, owner (c,) the candidate that each column supports, sign (c,) +1 or
    -1 as the author meant, target shares (n, k), start (c,) the author's weights, held (c,) whether they may not be
    lowered. The penalty pulls towards 0."""
    classes = target.shape[1]
    columns = firing.shape[1]
    membership = np.zeros((columns, classes))
    membership[np.arange(columns), owner] = 1.0
    whole = weight.sum()

    def loss(flat: Array) -> tuple[float, Array]:
        bias = flat[columns:]
        logits = (firing * flat[:columns]) @ membership + bias
        log_shares = _log_softmax(logits)
        value = (-(weight[:, None] * target * log_shares).sum() / whole
                 + penalty * (flat[:columns] ** 2).sum() / 2)
        delta = weight[:, None] * (np.exp(log_shares) - target) / whole
        slope = (firing * (delta @ membership.T)).sum(axis=0) + penalty * flat[:columns]
        return float(value), np.concatenate([slope, delta.sum(axis=0)])

    least = np.where(held, start, 0.0)
    most = np.maximum(limit, np.abs(least))
    bounds = ([(low, high) if mark > 0 else (-high, low) for mark, low, high in zip(sign, least, most, strict=True)]
              + [(-limit, limit)] * classes)
    result = minimize(loss, np.concatenate([start, np.zeros(classes)]), jac=True, method="L-BFGS-B", bounds=bounds,
                      options={"maxiter": 600})
    return Weights(result.x[:columns], result.x[columns:])


def shares_of(weights: Weights, firing: Array, owner: Array, temperature: float = 1.0) -> Array:
    """The share of each candidate for each case."""
    classes = len(weights.bias)
    membership = np.zeros((firing.shape[1], classes))
    membership[np.arange(firing.shape[1]), owner] = 1.0
    return np.exp(_log_softmax(((firing * weights.columns) @ membership + weights.bias) / temperature))


def fit_temperature(logits: Array, target: Array, weight: Array) -> float:
    """The temperature under which the likelihood of `target` is greatest."""
    best = 1.0
    best_value = np.inf
    for step in range(40, 251, 2):
        temperature = step / 100
        value = -(weight[:, None] * target * _log_softmax(logits / temperature)).sum()
        if value < best_value:
            best, best_value = temperature, value
    return best
