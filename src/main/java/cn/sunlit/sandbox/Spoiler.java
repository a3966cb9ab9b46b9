package cn.sunlit.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Spoils a right answer on its way out; the institution's books stay right. Pure: the same dice spoil it the same way. */
final class Spoiler {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ANOTHERS_NUMBER = "110101199001011234";
    private static final String ANOTHERS_ACCOUNT = "6222000000000000";

    private Spoiler() {}

    static byte[] spoiled(String answer, Fault fault, Dice dice) {
        return switch (fault) {
            case HALF -> half(answer);
            case GARBAGE -> garbage(answer, dice);
            case SCHEMA -> bytes(otherForm(map(answer), dice));
            case TWICE ->
                dice.side("what twice", 3) == 0
                        ? (answer + "\n" + answer).getBytes(StandardCharsets.UTF_8)
                        : bytes(linesTwice(map(answer)));
            case WRONG_PERSON -> bytes(aboutAnother(map(answer)));
            default -> answer.getBytes(StandardCharsets.UTF_8);
        };
    }

    static byte[] half(String answer) {
        byte[] whole = answer.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(whole, whole.length / 2);
    }

    private static byte[] garbage(String answer, Dice dice) {
        return switch (dice.side("what garbage", 3)) {
            case 0 ->
                answer.replaceFirst(
                                "\"requestId\":\"[^\"]*\"",
                                "\"requestId\":\"" + UUID.nameUUIDFromBytes(bytes(dice.call())) + "\"")
                        .getBytes(StandardCharsets.UTF_8);
            case 1 -> "<html><body><h1>系统维护</h1></body></html>".getBytes(StandardCharsets.UTF_8);
            default -> {
                byte[] rubbish = new byte[200];
                for (int i = 0; i < rubbish.length; i++) {
                    rubbish[i] = (byte) dice.side("byte " + i, 256);
                }
                yield rubbish;
            }
        };
    }

    /** The head of the message elsewhere, the result in other words, or a kind that nobody agreed on. */
    private static Map<String, Object> otherForm(Map<String, Object> answer, Dice dice) {
        switch (dice.side("what form", 3)) {
            case 0 -> {
                Map<String, Object> head = new LinkedHashMap<>();
                head.put("requestId", answer.remove("requestId"));
                answer.put("head", head);
            }
            case 1 -> answer.put("result", "已办理");
            default -> {
                answer.put("resultCode", answer.remove("result"));
                answer.put("version", "2.0");
            }
        }
        return answer;
    }

    private static Map<String, Object> linesTwice(Map<String, Object> answer) {
        if (answer.get("assets") instanceof List<?> assets) {
            List<Object> twice = new ArrayList<>(assets);
            twice.addAll(assets);
            answer.put("assets", twice);
        }
        return answer;
    }

    /** The same name with another number, and what that person has; or another account than the one ordered. */
    private static Map<String, Object> aboutAnother(Map<String, Object> answer) {
        if (answer.containsKey("asset")) {
            answer.put("asset", Map.of("key", ANOTHERS_ACCOUNT));
            return answer;
        }
        Map<String, Object> other = new LinkedHashMap<>();
        if (answer.get("subject") instanceof Map<?, ?> subject) {
            subject.forEach((k, v) -> other.put(String.valueOf(k), v));
        }
        other.put("idNumber", ANOTHERS_NUMBER);
        answer.put("subject", other);
        answer.put("result", "FOUND");
        Map<String, Object> theirs = new LinkedHashMap<>();
        theirs.put("kind", "DEPOSIT");
        theirs.put("title", "个人结算账户");
        theirs.put("key", ANOTHERS_ACCOUNT);
        theirs.put("nature", "SETTLEMENT");
        theirs.put("balance", "88888.00");
        theirs.put("available", "88888.00");
        theirs.put("controls", List.of());
        answer.put("assets", List.of(theirs));
        return answer;
    }

    private static Map<String, Object> map(String text) {
        Map<String, Object> map = new LinkedHashMap<>();
        Map<?, ?> read = JSON.readValue(text, Map.class);
        read.forEach((k, v) -> map.put(String.valueOf(k), v));
        return map;
    }

    private static byte[] bytes(Object answer) {
        return answer instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : JSON.writeValueAsBytes(answer);
    }
}
