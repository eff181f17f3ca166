"""Texts of about 500 characters for the benchmarks."""

ENGLISH = (
    "I am writing about the hallway light on the third floor, which has been out since the second week of October. I "
    "rang on the 9th and again on the 16th, and each time I was told that an electrician had been booked and that "
    "nobody needed to be in. On Friday a neighbour slipped on the stairs, not badly, but she is seventy-four. I do not "
    "want compensation, I would simply like a date, and the name of somebody who will answer if it passes. If there is "
    "a reason why it takes this long, please tell me that as well. Thank you.")
CHINESE = (
    "您好,我想反映三樓走廊的燈,從十月第二個禮拜壞到現在。九號我打過一次電話,十六號又打一次,兩次都說已經約了水電師傅,"
    "我不用在家等。上禮拜五隔壁的伯母在樓梯滑了一下,人沒有大礙,可是她七十四歲了。我不是要賠償,只是想知道確定的日期,"
    "還有過了那天可以找誰。如果要等這麼久有什麼原因,也請一併告訴我。我知道總幹事換人,交接需要時間,所以前面兩次都沒有"
    "多說什麼;不過天黑得越來越早,社區裡小朋友下課回來也要走這一段,萬一再有人跌倒,誰都擔不起。照片我昨天傳到群組裡了,"
    "燈座外殼也裂開,雨天會滴水,我怕漏電,先拿了一個黃色的桶子放在下面提醒大家。麻煩幫我看看維修單現在是什麼狀態,"
    "排在第幾順位,材料有沒有叫,師傅哪一天來,幾點到,要不要先斷電。如果材料要等,可不可以先裝一個臨時的感應燈,"
    "費用從公共基金出,我願意先墊。另外想請管委會把類似的報修都登在公布欄,這樣鄰居就不用一個一個打電話問,"
    "你們接電話的人也輕鬆一點。謝謝您,等您的回覆。")
