package cn.sunlit.sandbox;

import cn.sunlit.kernel.Money;
import cn.sunlit.sandbox.InstitutionStore.Control;
import cn.sunlit.sandbox.InstitutionStore.Holding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What a simulated institution knows and does. What a debtor holds follows from a hash of the identity number: two of the
 * six banks hold a deposit, one debtor in two holds a balance with a payment firm, one in three a car, one in four a house.
 * What {@code POST /sandbox/holdings} has set for a debtor stands instead.
 */
@Component
@Profile("sandbox")
class InstitutionBooks {

    private static final List<String> BANKS = List.of("ICBC", "ABC", "BOC", "CCB", "PSBC", "RCB");

    /** An organisation's settlement accounts by their kinds (人民币银行结算账户管理办法第十一条). */
    private static final List<String> ORGANISATION_ACCOUNTS = List.of("单位基本存款账户", "单位一般存款账户", "单位专用存款账户");

    private final InstitutionStore store;
    private final SandboxBank bank;

    InstitutionBooks(InstitutionStore store, SandboxBank bank) {
        this.store = store;
        this.bank = bank;
    }

    Map<String, Object> query(Simulated at, JsonNode request) {
        JsonNode subject = request.path("subject");
        String number = subject.path("idNumber").asString("");
        String name = subject.path("name").asString("");
        if (store.meet(at.code(), number)) {
            makeUp(at, number, name);
        }
        List<Map<String, Object>> assets = new ArrayList<>();
        for (Holding h : store.holdings(at.code(), number)) {
            assets.add(line(h));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("requestId", request.path("requestId").asString(""));
        Map<String, Object> who = new LinkedHashMap<>();
        who.put("name", name);
        who.put("idNumber", number);
        answer.put("subject", who);
        answer.put("result", assets.isEmpty() ? "NONE" : "FOUND");
        answer.put("assets", assets);
        return answer;
    }

    private Map<String, Object> line(Holding h) {
        List<Control> controls = store.controls(h.id());
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", h.kind());
        line.put("title", h.title());
        line.put("key", h.account());
        line.put("nature", h.nature());
        if (h.balance() != null) {
            line.put("balance", h.balance().toString());
            line.put("available", free(h.balance(), controls).toString());
        }
        List<Map<String, Object>> earlier = new ArrayList<>();
        for (Control c : controls) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("court", c.court());
            one.put("caseNumber", c.caseNumber());
            if (c.amount() != null) {
                one.put("amount", c.amount().toString());
            }
            if (c.endsOn() != null) {
                one.put("until", c.endsOn().toString());
            }
            earlier.add(one);
        }
        line.put("controls", earlier);
        return line;
    }

    /** The basic account is one; every further account of an organisation is a general or a special one. */
    private static String accountKind(String number, boolean first) {
        boolean creditCode = number.matches("[0-9A-Z]{18}") && !number.matches("\\d{17}[\\dX]");
        if (!creditCode) {
            return "个人结算账户";
        }
        return ORGANISATION_ACCOUNTS.get(first ? 0 : 1 + (int) (hash(number) % 2));
    }

    private static Money free(Money balance, List<Control> controls) {
        Money held = Money.ZERO;
        for (Control c : controls) {
            held = held.plus(c.held() == null ? Money.ZERO : c.held());
        }
        return balance.minus(held).atLeastZero();
    }

    /** The same number always holds the same things. */
    private void makeUp(Simulated at, String number, String name) {
        long hash = hash(number);
        switch (at.kind()) {
            case "BANK" -> {
                int first = (int) (hash % 6);
                int second = (int) ((first + 1 + hash / 6 % 5) % 6);
                int own = BANKS.indexOf(at.code());
                if (own == first || own == second) {
                    hold(
                            at,
                            number,
                            name,
                            "DEPOSIT",
                            "6222",
                            at.name() + accountKind(number, own == first),
                            "SETTLEMENT",
                            1_000_00 + hash(number + own) % 90_000_00);
                }
            }
            case "PAYMENT" -> {
                if (hash % 2 == (at.code().equals("ALIPAY") ? 0 : 1)) {
                    hold(
                            at,
                            number,
                            name,
                            "PAYMENT_BALANCE",
                            "2088",
                            at.name() + "余额",
                            "PAYMENT",
                            100_00 + hash(number + "p") % 3_000_00);
                }
            }
            case "VEHICLE" -> {
                if (hash % 3 == 0) {
                    hold(at, number, name, "VEHICLE", "鄂J", "小型轿车", "ORDINARY", null);
                }
            }
            case "REAL_ESTATE" -> {
                if (hash % 4 == 0) {
                    hold(at, number, name, "REAL_ESTATE", "鄂2024浠水县不动产权第", "住宅一套", "ORDINARY", null);
                }
            }
            case "EQUITY" -> {
                if (hash % 7 == 0) {
                    hold(at, number, name, "EQUITY", "91421125", "某商贸公司股权", "ORDINARY", null);
                }
            }
            case "PROVIDENT_FUND" -> {
                if (hash % 5 == 0) {
                    hold(
                            at,
                            number,
                            name,
                            "PROVIDENT_FUND",
                            "GJJ",
                            "住房公积金个人账户",
                            "PROVIDENT_FUND",
                            hash(number + "g") % 20_000_00);
                }
            }
            case "DIGITAL_CURRENCY" -> {
                if (hash % 12 == 1) {
                    long fen = 10_00 + hash(number + "e") % 5_000_00;
                    hold(at, number, name, "DIGITAL_RMB", "0020", "数字人民币个人钱包", "PAYMENT", fen);
                }
            }
            case "ECOMMERCE" -> {
                if (hash % 9 == 2) {
                    hold(at, number, name, "ONLINE_SHOP", "DP", "网络店铺一间", "ORDINARY", null);
                } else if (hash % 9 == 4) {
                    hold(at, number, name, "LIVE_INCOME", "ZB", "直播收益", "ORDINARY", hash(number + "l") % 30_000_00);
                }
            }
            case "WEALTH" -> {
                if (hash % 8 == 3) {
                    long fen = 10_000_00 + hash(number + "w") % 90_000_00;
                    hold(at, number, name, "WEALTH_PRODUCT", "LC", "开放式净值型理财", "ORDINARY", fen);
                }
            }
            default -> {
                // The others know of nothing: 查无 is an answer too.
            }
        }
    }

    private void hold(
            Simulated at,
            String number,
            String name,
            String kind,
            String prefix,
            String title,
            String nature,
            @Nullable Long fen) {
        String account = prefix + "%010d".formatted(hash(at.code() + number) % 10_000_000_000L);
        store.hold(at.code(), number, name, kind, account, title, nature, fen == null ? null : new Money(fen), false);
    }

    private void hold(
            Simulated at,
            String number,
            String name,
            String kind,
            String prefix,
            String title,
            String nature,
            long fen) {
        hold(at, number, name, kind, prefix, title, nature, Long.valueOf(fen));
    }

    private static long hash(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    Map<String, Object> order(Simulated at, JsonNode request, UUID key, InstitutionFaults faults, Dice dice) {
        String account = request.path("asset").path("key").asString("");
        String kind = request.path("kind").asString("");
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("requestId", request.path("requestId").asString(""));
        answer.put("asset", Map.of("key", account));
        Optional<Holding> holding = store.lockHolding(at.code(), account);
        if (holding.isEmpty()) {
            answer.put("result", "FAILED");
            answer.put("reason", "查无该账户（登记号）");
            return answer;
        }
        switch (kind) {
            case "FREEZE", "SEAL" -> control(since(holding.get(), faults, dice), request, answer, faults, dice);
            case "RENEW" -> renew(holding.get(), request, answer);
            case "RELEASE" -> release(holding.get(), request, answer);
            case "DEDUCT" -> deduct(holding.get(), request, answer, key);
            default -> {
                answer.put("result", "FAILED");
                answer.put("reason", "不支持的协助事项");
            }
        }
        return answer;
    }

    /** Money was spent or came in since the court asked; what is held already stays. */
    private Holding since(Holding h, InstitutionFaults faults, Dice dice) {
        Money before = h.balance();
        if (before == null || h.byHand() || !dice.thrown("changed", faults.changedRate())) {
            return h;
        }
        Money held = before.minus(free(before, store.controls(h.id())));
        Money after = held.plus(new Money(before.minus(held).fen() * (long) (25 + dice.side("changed to", 150)) / 100));
        store.changeBalance(h.id(), after);
        return h.with(after);
    }

    private void control(Holding h, JsonNode request, Map<String, Object> answer, InstitutionFaults faults, Dice dice) {
        List<Control> there = store.controls(h.id());
        Money asked = InstitutionServer.money(request, "amount");
        Money balance = h.balance();
        Money held = null;
        boolean waits = !there.isEmpty();
        if (balance != null && asked != null) {
            Money free = free(balance, there);
            waits = !there.isEmpty() && !free.isPositive();
            Money wanted = dice.thrown("excess", faults.excessRate()) ? asked.plus(Money.yuan(100)) : asked;
            held = waits ? Money.ZERO : wanted.min(free);
        }
        store.control(
                h.id(),
                request.path("reference").asString(""),
                request.path("court").asString(""),
                request.path("caseNumber").asString(""),
                asked,
                held,
                InstitutionServer.date(request, "to"));
        answer.put("result", waits ? "WAITING" : "DONE");
        answer.put("rank", waits ? there.size() + 1 : 1);
        if (held != null) {
            answer.put("amount", held.toString());
        }
        answer.put("to", request.path("to").asString(""));
    }

    private Optional<Control> original(Holding h, JsonNode request) {
        String reference = request.path("original").asString("");
        return store.controls(h.id()).stream()
                .filter(c -> c.reference().equals(reference))
                .findFirst();
    }

    private void renew(Holding h, JsonNode request, Map<String, Object> answer) {
        // A hold from before this program (preservation) is not in these books by its reference; it is prolonged all
        // the same.
        original(h, request)
                .ifPresent(c -> store.change(c.id(), c.held(), InstitutionServer.date(request, "to"), true));
        answer.put("result", "DONE");
        answer.put("to", request.path("to").asString(""));
    }

    private void release(Holding h, JsonNode request, Map<String, Object> answer) {
        Money part = InstitutionServer.money(request, "amount");
        original(h, request).ifPresent(c -> {
            Money held = c.held();
            if (part != null && held != null && part.compareTo(held) < 0) {
                store.change(c.id(), held.minus(part), c.endsOn(), true);
            } else {
                store.change(c.id(), Money.ZERO, c.endsOn(), false);
                List<Control> behind = store.controls(h.id());
                if (!behind.isEmpty() && h.balance() != null) {
                    Control next = behind.getFirst();
                    Money asked = next.amount() == null ? h.balance() : next.amount();
                    store.change(next.id(), asked.min(h.balance()), next.endsOn(), true);
                }
            }
        });
        answer.put("result", "DONE");
    }

    private void deduct(Holding h, JsonNode request, Map<String, Object> answer, UUID key) {
        Money asked = InstitutionServer.money(request, "amount");
        Money balance = h.balance();
        if (asked == null || balance == null) {
            answer.put("result", "FAILED");
            answer.put("reason", "该财产不能扣划");
            return;
        }
        Optional<Control> own = original(h, request);
        Money free = own.map(c -> c.held() == null ? Money.ZERO : c.held())
                .orElseGet(() -> free(balance, store.controls(h.id())));
        Money taken = asked.min(free).min(balance);
        if (!taken.isPositive()) {
            answer.put("result", "FAILED");
            answer.put("reason", "没有可以扣划的余额");
            return;
        }
        store.less(h.id(), taken);
        own.ifPresent(c -> {
            Money left = (c.held() == null ? Money.ZERO : c.held()).minus(taken);
            store.change(c.id(), left, c.endsOn(), left.isPositive());
        });
        JsonNode payTo = request.path("payTo");
        bank.credit(
                payTo.path("account").asString(""),
                taken,
                h.name(),
                "协助扣划 " + request.path("caseNumber").asString(""),
                "deduct-" + key);
        answer.put("result", "DONE");
        answer.put("amount", taken.toString());
    }
}
