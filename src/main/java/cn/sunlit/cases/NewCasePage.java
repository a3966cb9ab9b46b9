package cn.sunlit.cases;

import cn.sunlit.kernel.IdentityDocument;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The clerk's form of an application. Its fields bear the paths of the JSON, so that form, file and API are read by the
 * same rules and an error finds its field.
 *
 * @param values what was typed, by the field's path: nothing of it is lost when the form comes back
 */
record NewCasePage(
        Map<String, String> values,
        List<CaseType> types,
        int applicants,
        int respondents,
        int obligations,
        String key,
        boolean wrong,
        FormErrors errors)
        implements Screen {

    @Override
    public String title() {
        return "登记立案";
    }

    @Override
    public int httpStatus() {
        return wrong ? 422 : 200;
    }

    String value(String field) {
        return values.getOrDefault(field, "");
    }

    String error(String field) {
        return errors.on(field);
    }

    Map<String, String> typeChoices() {
        Map<String, String> choices = new LinkedHashMap<>();
        types.forEach(t -> choices.put(t.code(), t.name() + "（" + t.word() + "）"));
        return choices;
    }

    Map<String, String> titleKinds() {
        Map<String, String> choices = new LinkedHashMap<>();
        for (TitleKind kind : TitleKind.values()) {
            choices.put(kind.name(), kind.zh);
        }
        return choices;
    }

    static Map<String, String> kinds() {
        return ordered("PERSON", "自然人", "ORGANISATION", "法人或其他组织");
    }

    static Map<String, String> idTypes() {
        Map<String, String> types = new LinkedHashMap<>();
        for (IdentityDocument.Kind kind : IdentityDocument.Kind.values()) {
            types.put(kind.name(), kind.zh());
        }
        return types;
    }

    static Map<String, String> yesNo() {
        return ordered("true", "是", "false", "否");
    }

    static Map<String, String> obligationKinds() {
        return ordered("MONEY", "金钱", "CONDUCT", "行为");
    }

    static Map<String, String> rateKinds() {
        return ordered("FIXED", "固定年利率", "LPR_1Y", "一年期LPR", "LPR_5Y", "五年期以上LPR");
    }

    private static Map<String, String> ordered(String... words) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            all.put(words[i], words[i + 1]);
        }
        return all;
    }
}
