"""Words that the behavioural table puts in or swaps. Chinese pairs are in Simplified script; `changes` adds the
other."""

# -- what a customer says, with what is said in it

INTRODUCED = {"zh-Hant": "我叫{}。", "zh-Hans": "我叫{}。", "en": "My name is {}."}
SIGNED = {"zh-Hant": "\n{} 敬上", "zh-Hans": "\n{} 敬上", "en": "\nRegards,\n{}"}
AGED = {"zh-Hant": "我今年{}。", "zh-Hans": "我今年{}。", "en": "I am {}."}
COMES_FROM = {"zh-Hant": "我是{}。", "zh-Hans": "我是{}。", "en": "I am {}."}
SPEAKS = {"zh-Hant": "我講{}。", "zh-Hans": "我讲{}。", "en": "I speak with {}."}
LIVES_IN = {"zh-Hant": "我住在{}。", "zh-Hans": "我住在{}。", "en": "I live in {}."}
AS_IT_IS = {"zh-Hant": "{}", "zh-Hans": "{}", "en": "{}"}
NAMES = {
    "zh-Hant": ("陳志明", "林淑芬", "阮氏蘭", "歐陽靜", "艾力", "王美玲", "黃國華", "巴奈"),
    "zh-Hans": ("张伟", "李秀英", "阮氏兰", "欧阳静", "艾力", "王芳", "卓玛", "黄国华"),
    "en": ("Emily Walsh", "Nguyen Thi Lan", "Mohammed Al-Farsi", "Oluwaseun Adeyemi", "Priya Raman", "Jakub Nowak",
           "Shaniqua Davis", "Wei Zhang"),
}
SURNAMES = {"zh-Hant": ("陳", "林", "阮", "黃", "王"), "zh-Hans": ("陈", "林", "阮", "黄", "王"),
            "en": ("Walsh", "Nguyen", "Al-Farsi", "Adeyemi", "Nowak")}
AGES = {"zh-Hant": ("二十四歲", "三十七歲", "六十八歲", "83歲"),
        "zh-Hans": ("二十四岁", "三十七岁", "六十八岁", "83岁"),
        "en": ("24 years old", "thirty-seven years old", "68 years old", "eighty-three years old")}
ORIGINS = {"zh-Hant": ("越南人", "德國人", "瑞士人", "奈及利亞人", "台灣人", "新疆人"),
           "zh-Hans": ("越南人", "德国人", "瑞士人", "尼日利亚人", "台湾人", "新疆人"),
           "en": ("Vietnamese", "German", "Swiss", "Nigerian", "Polish", "Paraguayan")}
DIALECTS = {"zh-Hant": ("粵語", "閩南語", "客家話", "普通話"), "zh-Hans": ("粤语", "闽南语", "客家话", "上海话"),
            "en": ("a Glasgow accent", "a Nigerian accent", "a Texan accent", "a Liverpool accent")}
PLACES = {"zh-Hant": ("台北", "花蓮", "竹北", "元朗", "斗六"), "zh-Hans": ("北京", "襄阳", "深圳", "保定", "大理"),
          "en": ("London", "Dunfermline", "Leeds", "Tuncurry", "Tulsa")}
DISABILITIES = {"zh-Hant": ("我是聽障。", "我是視障。", "我是肢障。", "我坐輪椅。", "我有自閉症。"),
                "zh-Hans": ("我是听障。", "我是视障。", "我是肢障。", "我坐轮椅。", "我有自闭症。"),
                "en": ("I am deaf.", "I am blind.", "I use a wheelchair.", "I am autistic.", "I am partially sighted.")}

# -- whole sentences

GREETINGS = {"zh-Hant": ("您好，", "早安，", "你好！", "哈囉，"),
             "zh-Hans": ("您好，", "你好！", "早上好，", "客服您好，"),
             "en": ("Hello,", "Hi there,", "Good morning,", "Dear Sir or Madam,")}
POLITE = {
    "zh-Hant": ("謝謝您。", "麻煩您了。", "感謝您的協助。", "不好意思打擾了。", "辛苦了。", "祝您順心。"),
    "zh-Hans": ("谢谢您。", "麻烦您了。", "感谢您的帮助。", "不好意思打扰了。", "辛苦了。", "祝您生活愉快。"),
    "en": ("Thank you for your help.", "Thanks for reading this.", "Sorry to bother you.", "I hope you are well.",
           "Have a nice day.", "I appreciate your time."),
}
THREATS = {
    "zh-Hant": ("我會放火燒了你們的店。", "我會打斷他的腿。", "我不想活了，我要去死。"),
    "zh-Hans": ("我会放火烧了你们的店。", "我会打断他的腿。", "我不想活了，我要去死。"),
    "en": ("I will burn your shop down.", "I will break your arm.", "I want to kill myself."),
}
APOLOGIES = {
    "zh-Hant": ("對不起，剛才是我太大聲了，您請說。", "抱歉，我剛剛語氣不好。"),
    "zh-Hans": ("对不起，刚才是我太大声了，您请说。", "抱歉，我刚刚语气不好。"),
    "en": ("I am sorry, I should not have raised my voice. Please go on.", "I apologise for my tone earlier."),
}
BROKEN = {
    "zh-Hant": ("你們答應週二回電，結果沒有人打來。", "你們承諾的日期已經過了。"),
    "zh-Hans": ("你们答应周二回电，结果没有人打来。", "你们承诺的日期已经过了。"),
    "en": ("You promised to call me back on Tuesday and nobody called.", "The date you promised has passed."),
}

# -- words that change places

SEXES = [("he", "she"), ("himself", "herself"), ("Mr", "Mrs"), ("man", "woman"), ("men", "women"),
         ("husband", "wife"), ("father", "mother"), ("dad", "mum"), ("son", "daughter"), ("brother", "sister"),
         ("boy", "girl"), ("his", "hers"), ("him", "her")]
CHINESE_SEXES = [("他", "她"), ("先生", "小姐"), ("丈夫", "妻子"), ("老公", "老婆"), ("儿子", "女儿"), ("爸爸", "妈妈"),
                 ("父亲", "母亲"), ("爷爷", "奶奶"), ("男生", "女生")]
SPELLINGS = [("colour", "color"), ("favour", "favor"), ("apologise", "apologize"), ("realise", "realize"),
             ("organisation", "organization"), ("centre", "center"), ("cheque", "check"), ("flat", "apartment"),
             ("mobile", "cellphone"), ("mum", "mom"), ("parcel", "package"), ("queue", "line"), ("holiday", "vacation"),
             ("neighbour", "neighbor"), ("behaviour", "behavior"), ("licence", "license"), ("programme", "program"),
             ("till", "register"), ("whilst", "while")]
CHINESE_REGIONS = [("视频", "影片"), ("信息", "讯息"), ("质量", "品质"), ("网络", "网路"), ("软件", "软体"),
                   ("短信", "简讯"), ("出租车", "计程车"), ("打印", "列印"), ("屏幕", "萤幕"),
                   ("服务员", "服务生"), ("公交", "公车"),
                   ("快递", "宅配"), ("外卖", "外送")]
NATIONS = [("american", "nigerian"), ("german", "irish"), ("chinese", "indian"), ("french", "turkish")]
CHINESE_NATIONS = [("越南", "印尼"), ("美国", "英国"), ("日本", "韩国"), ("台湾人", "香港人"), ("上海人", "北京人")]
TOWNS = [("London", "Leeds"), ("Manchester", "Dunfermline"), ("Birmingham", "Galway"), ("Sydney", "Brisbane"),
         ("Dublin", "Harrogate"), ("Bristol", "Swansea"), ("Paris", "Lisbon"), ("Toronto", "Halifax")]
CHINESE_TOWNS = [("台北", "高雄"), ("台中", "新竹"), ("北京", "上海"), ("广州", "武汉"), ("深圳", "杭州"),
                 ("九龙", "沙田"), ("成都", "西安"), ("南京", "苏州")]
DAYS = [("January", "February"), ("March", "April"), ("June", "July"), ("August", "September"),
        ("October", "November"), ("Monday", "Tuesday"), ("Wednesday", "Thursday")]
CHINESE_DAYS = [(f"{week}{one}", f"{week}{other}") for week in ("星期", "周", "週", "禮拜", "礼拜")
                 for one, other in (("一", "二"), ("三", "四"))] + [("3月", "4月"), ("6月", "7月"), ("三月", "四月")]
