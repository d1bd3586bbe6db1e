/// The sounds of the characters most used in Chinese names, in pinyin without tones. A character not here leaves the name as written.
enum HanNames {
  private static let text = """
    wang王汪旺 li李黎利莉丽理立力 zhang张章 liu刘柳 chen陈晨辰 yang杨阳洋扬 zhao赵 huang黄 zhou周洲 wu吴武伍 xu徐许旭 sun孙 hu胡虎 zhu朱竹 gao高 lin林琳霖 \
    he何贺和河荷 guo郭国 ma马 luo罗洛骆 liang梁亮良 song宋松 zheng郑正政 xie谢 han韩汉涵晗 tang唐汤 feng冯峰锋丰凤风 yu于余俞宇雨玉钰瑜愉裕渝 dong董东冬 xiao肖萧晓小筱 \
    cheng程成诚城 cao曹 yuan圆袁元远源园媛渊 deng邓 fu傅付福富 shen沈申慎 zeng曾 peng彭鹏 lu卢陆鲁路露璐 su苏素 jiang江姜蒋 cai蔡才彩 jia贾佳嘉家 ding丁 wei魏韦伟卫威维薇巍 \
    xue薛雪学 ye叶烨 yan严颜闫阎燕岩艳妍彦 pan潘 du杜 dai戴 xia夏霞 zhong钟忠 tian田天甜 ren任仁 fan范樊凡帆 fang方芳 shi石史施诗世士时 yao姚瑶尧 tan谭 liao廖 zou邹 xiong熊雄 \
    jin金晋锦今 hao郝浩豪皓昊 kong孔 bai白柏 cui崔 kang康 mao毛 qiu邱秋丘 qin秦琴勤钦 gu顾古谷 hou侯 shao邵绍 meng孟梦萌 long龙隆 wan万婉 duan段端 qian钱倩 yin尹银 chang常昌长畅 \
    qiao乔 lai赖 gong龚宫 wen雯文温闻雯 ming明鸣铭 hua华花 hui慧惠辉会晖 jun军君俊骏钧 jian建健剑坚简 jie杰洁捷婕 jing静敬晶京景菁婧 juan娟 kai凯开恺 lei雷磊蕾 na娜 ning宁凝 \
    ping平萍 qi齐奇琪祺启琦 qiang强 qing青清庆晴卿 rong荣容蓉 rui睿瑞锐蕊 shan山珊 shuai帅 tao陶涛 ting婷庭廷 tong童彤同 xiang向祥翔想香湘 xin新鑫欣心信馨昕 xing星兴邢 \
    xiu秀 yi易一怡义艺逸毅益仪伊依奕 ying英颖莹应瑛盈影 yong永勇 yue月岳悦越 yun云芸运韵 ze泽 zhi志智芝之治 zhen珍真震振贞 zi子紫梓 an安 bin斌彬宾 bo波博 chao超朝潮 \
    chun春纯 cong聪 da大达 de德 er尔 fei飞菲费 gang刚钢 guang光广 gui桂贵 hai海 heng恒衡 hong洪红宏虹鸿弘 ji吉季纪继济 ke科可柯克 kun坤昆 lan兰岚蓝 lian连莲 ling凌玲灵岭 \
    man曼满 mei梅美玫 min敏民闽 mu穆木慕 nan南楠男 pei佩裴培沛 qun群 ru如茹汝 sen森 sheng胜生盛圣升 shu舒淑树书 shun顺 si思斯司 xuan轩宣萱璇 ya雅亚 \
    zhe哲 zhuo卓 zong宗 zuo左 hang航杭 jiao娇 ou欧 miao苗淼妙 nian年 ai艾爱 bing冰兵 dan丹 lang郎朗 le乐 mo莫 nuo诺 qiong琼 quan全权泉 rou柔 run润 tai泰太 tu涂 \
    ou欧 yang阳 zhan詹展 wang王 zhang張 liu劉 chen陳 yang楊 zhao趙 huang黃 wu吳 guo郭 zheng鄭 ye葉 su蘇
    """

  /// Japanese names, read as a whole.
  private static let wholes = """
    愛子=aiko 田中=tanaka 鈴木=suzuki 佐藤=sato 高橋=takahashi 渡辺=watanabe 渡邊=watanabe 伊藤=ito 山本=yamamoto 中村=nakamura 小林=kobayashi 加藤=kato 吉田=yoshida 山田=yamada 佐々木=sasaki 山口=yamaguchi 松本=matsumoto 井上=inoue 木村=kimura 清水=shimizu 林=hayashi 斎藤=saito 斉藤=saito
    """

  private static let sounds: [String: String] = {
    var out: [String: String] = [:]
    for piece in text.split(whereSeparator: \.isWhitespace) {
      let latin = String(piece.prefix { $0.isASCII })
      for character in piece.drop(while: { $0.isASCII }) where out[String(character)] == nil { out[String(character)] = latin }
    }
    for piece in wholes.split(whereSeparator: \.isWhitespace) {
      let halves = piece.split(separator: "=")
      if halves.count == 2 { out[String(halves[0])] = String(halves[1]) }
    }
    return out
  }()

  /// `word` in pinyin, syllables run together; nil when a character is unknown.
  static func pinyin(_ word: String) -> String? {
    if let whole = sounds[word] { return whole }
    var out = ""
    for character in word {
      guard let sound = sounds[String(character)] else { return nil }
      out += sound
    }
    return out
  }
}
