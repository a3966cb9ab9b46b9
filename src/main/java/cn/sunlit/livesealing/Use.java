package cn.sunlit.livesealing;

/** What a business needs to go on (允许的用途). */
public enum Use {
    FEED("饲料、种苗"),
    WAGES("职工工资"),
    MATERIAL("原材料"),
    UTILITIES("水、电、气"),
    RENT("租金"),
    TAX("税费、社会保险费"),
    VETERINARY("防疫、检验"),
    REPAIR("维修、保养"),
    TRANSPORT("运输"),
    PRODUCTION("继续生产"),
    SALE("按限价销售");

    private final String zh;

    Use(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
