"""The shortest use: one text in, the words to say out."""

from complaint_rules import assess

answer = assess("I have shown you the receipt twice. The zip broke on day three. "
                "I would like a new bag or my money back, please.")

print(answer.type.label, f"({answer.type.standing}, {answer.type.confidence:.0%})")
for phrase in answer.recommendation.phrases[:3]:
    print("say:", phrase.text)
for item in [item for item in answer.evidence if item.supports == f"type:{answer.type.id}"][:3]:
    print(f"why: {item.weight:+.1f} {item.says}", [quote.text for quote in item.quotes])
