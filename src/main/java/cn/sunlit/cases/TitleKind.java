package cn.sunlit.cases;

import java.util.Arrays;

/** The kinds of titles that may be enforced (民事诉讼法第二百三十五条, 执行工作若干规定第二条). */
enum TitleKind {
    JUDGMENT("判决书"),
    RULING("裁定书"),
    MEDIATION("调解书"),
    PAYMENT_ORDER("支付令"),
    DECISION("决定书"),
    ARBITRATION("仲裁裁决书或仲裁调解书"),
    NOTARISED_DEBT("赋强公证债权文书"),
    CRIMINAL_PROPERTY("刑事裁判涉财产部分"),
    ADMINISTRATIVE("行政决定书"),
    LABOUR_ARBITRATION("劳动争议仲裁裁决书"),
    FOREIGN("经承认的域外裁判"),
    OTHER("其他生效法律文书");

    final String zh;

    TitleKind(String zh) {
        this.zh = zh;
    }

    static boolean knows(String kind) {
        return Arrays.stream(values()).anyMatch(k -> k.name().equals(kind));
    }

    static String zh(String kind) {
        return knows(kind) ? valueOf(kind).zh : kind;
    }
}
