package cn.sunlit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.Caller;
import cn.sunlit.SunlitTest;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.web.Show;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/**
 * The table of doors and the program say the same: every address stands in the table, and everyone of our court, of the
 * neighbouring one and of the one above, every party and every machine is let in where the table says so and nowhere else.
 * Callers send empty bodies: who may not enter must learn that before anything is said of the body.
 */
@SunlitTest(shared = "doors")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorTableTest {

    private static final CourtCode OURS = new CourtCode("鄂1125");
    private static final CourtCode NEIGHBOUR = new CourtCode("鄂1126");
    private static final CourtCode ABOVE = new CourtCode("鄂11");

    private static final List<Role> STAFF = Stream.of(Role.values())
            .filter(r -> !r.isParty()
                    && !Set.of(Role.MACHINE, Role.BANK, Role.PROCURATORATE, Role.POLICE)
                            .contains(r))
            .toList();

    /** So many knock at one door at a time. */
    private static final int AT_ONCE = 4;

    /** Behind the door the debtor's payment notice, and the paper that was served on the debtor, are the debtor's alone. */
    private static final Map<String, Role> ONLY = Map.of(
            "/portal/payment",
            Role.RESPONDENT_PARTY,
            "/portal/payment/slip.pdf",
            Role.RESPONDENT_PARTY,
            "/portal/documents/{id}",
            Role.RESPONDENT_PARTY);

    @LocalServerPort
    int port;

    @Autowired
    DoorTable table;

    @Autowired
    Access access;

    @Autowired
    Courts courts;

    @Autowired
    StaffStore staff;

    @Autowired
    MachineStore machines;

    @Autowired
    java.time.Clock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private Scene scene;

    @BeforeAll
    void everybodyComes() {
        scene = new Scene();
    }

    /** One who knocks: by a session at pages, by a token at the interface. */
    private record Knocking(String name, Actor actor, DoorKnocker pages, DoorKnocker programs) {}

    @Test
    void 每个地址都在门禁表中_表中没有不存在的地址() {
        Set<String> routes = new TreeSet<>();
        mappings.getHandlerMethods()
                .forEach((info, method) -> info.getPatternValues().forEach(address -> {
                    Set<String> methods = info.getMethodsCondition().getMethods().stream()
                            .map(Enum::name)
                            .collect(Collectors.toSet());
                    (methods.isEmpty() ? Set.of("ANY") : methods).forEach(m -> routes.add(m + " " + address));
                }));
        assertThat(table.all().stream().map(d -> d.method() + " " + d.address()))
                .as("identity/doors.txt")
                .containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void 表中写错的行不能启动() {
        for (String line : List.of(
                "GET /x NO_SUCH_USE_CASE CASE",
                "GET x OPEN -",
                "FETCH /x OPEN -",
                "GET /x OPEN",
                "GET /x OPEN ELSEWHERE")) {
            assertThatThrownBy(() -> DoorTable.read(line)).as(line).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> DoorTable.read("GET /x OPEN -\nGET /x STAFF -"))
                .hasMessageContaining("twice");
    }

    @Test
    void 每个人在每个地址都恰如门禁表所写() throws InterruptedException, ExecutionException {
        List<String> differences = new ArrayList<>();
        int knocks = 0;
        try (ExecutorService queue = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Door door : table.all()) {
                if (door.address().equals("/sandbox/reset")) {
                    continue; // would end the scene for everyone; a story resets a program of its own
                }
                // All at one door together, the next door after the last of them: what happens behind one is over by
                // then.
                List<Callable<List<String>>> all = scene.callers.stream()
                        .map(caller -> (Callable<List<String>>) () -> knock(door, caller))
                        .toList();
                for (Future<List<String>> each : queue.invokeAll(all)) {
                    differences.addAll(each.get());
                    knocks++;
                }
            }
        }
        assertThat(differences).as("%d knocks", knocks).isEmpty();
        assertThat(knocks).isGreaterThan(3000);
    }

    private List<String> knock(Door door, Knocking caller) {
        DoorKnocker knocker = door.forPrograms() ? caller.programs() : caller.pages();
        DoorKnocker.Answer answer = knocker.knock(door, scene.address(door));
        List<String> differences = new ArrayList<>();
        SafeHeaders.faults(door, answer.headers())
                .forEach(fault -> differences.add(
                        "%s %s：%s 的应答 %s".formatted(door.method(), door.address(), caller.name(), fault)));
        boolean wanted = allowed(door, caller);
        if (wanted == answer.refused(door)) {
            differences.add("%s %s：%s 应%s，实际 %s"
                    .formatted(door.method(), door.address(), caller.name(), wanted ? "准入" : "拒绝", answer));
        } else if (answer.status() >= 500) {
            differences.add("%s %s：%s 出错 %s".formatted(door.method(), door.address(), caller.name(), answer));
        }
        return differences;
    }

    private boolean allowed(Door door, Knocking caller) {
        if (door.guard() != Door.Guard.USE_CASE) {
            return switch (door.guard()) {
                case STAFF -> caller.actor().kind() == Actor.Kind.STAFF;
                case SIGNED -> false; // none of them signs with the secret of an institution
                default -> true;
            };
        }
        Actor by = caller.actor();
        boolean party = by.kind() == Actor.Kind.PARTY;
        if (by.kind() == Actor.Kind.SYSTEM
                || party != (door.where() == Door.Where.OWN)
                || by.kind() == Actor.Kind.MACHINE && !door.forPrograms()
                || !by.may(java.util.Objects.requireNonNull(door.what()))) {
            return false;
        }
        return switch (door.where()) {
            case OWN ->
                (!door.address().contains("{") || by.cases().contains(scene.id))
                        && (ONLY.get(door.address()) == null || by.has(ONLY.get(door.address())));
            case CASE, OBJECT -> access.may(by, door.what(), OURS);
            case ASKER -> access.may(by, door.what(), OURS) && OURS.equals(by.court());
            case COURT, NOWHERE -> true;
        };
    }

    @Test
    void 指名别的法院要看得见那个法院() {
        String court = Show.segment(OURS.value());
        for (Knocking caller : scene.callers) {
            if (caller.actor().kind() != Actor.Kind.STAFF) {
                continue;
            }
            for (var each : Map.of("/api/cases", UseCase.READ_CASE, "/api/kpi", UseCase.READ_KPI)
                    .entrySet()) {
                Door door = table.find("GET", each.getKey()).orElseThrow();
                assertThat(caller.programs()
                                        .knock(door, each.getKey() + "?court=" + court)
                                        .status()
                                == 403)
                        .as("%s %s", caller.name(), each.getKey())
                        .isEqualTo(!access.may(caller.actor(), each.getValue(), OURS));
            }
        }
    }

    @Test
    void 表外的门都关着() {
        DoorKnocker nobody = DoorKnocker.nobody(port);
        for (String path : List.of(
                "/actuator",
                "/actuator/env",
                "/actuator/metrics",
                "/actuator/heapdump",
                "/oauth2/authorize",
                "/oauth2/introspect",
                "/oauth2/revoke",
                "/oauth2/device_authorization",
                "/oauth2/register",
                "/connect/register",
                "/userinfo",
                "/h2-console",
                "/nothing")) {
            assertThat(nobody.get(path).status()).as(path).isGreaterThanOrEqualTo(300);
        }
        DoorKnocker judge = DoorKnocker.signIn(port, "judge", "demo");
        assertThat(judge.get("/nothing").status()).isEqualTo(404);
        assertThat(judge.get("/actuator/env").status()).isEqualTo(404);
    }

    /** A case of our court with something behind every key, and everyone who might come. */
    private final class Scene {

        private static final String MONEY = "10000.00";

        final List<Knocking> callers = new ArrayList<>();
        final CaseId id;
        private final Map<String, String> keys = new LinkedHashMap<>();
        private final String number;

        Scene() {
            Caller court = new Caller(port);
            number = file(court, "doors-1");
            String other = file(court, "doors-2");
            id = new CaseId(jdbc.sql("select id from cases.file where number = ?")
                    .param(number)
                    .query(Long.class)
                    .single());
            court.post("judge", Caller.casePath(number) + "/initiation", "{}");
            long receipt = unclaimed(court);
            JsonNode claim = court.post(
                            "judge",
                            "/api/bank/suspense/" + receipt + "/claims",
                            "{\"caseNumber\":\"%s\",\"reason\":\"账号末位笔误\"}".formatted(number))
                    .body();
            keys.put("{number}", Show.segment(number));
            keys.put("{receipt}", Long.toString(receipt));
            keys.put("{claim}", claim.path("id").asString());
            keys.put(
                    "{back}",
                    Long.toString(
                            jdbc.sql("""
                                    insert into funds.payer_return (receipt, court, fen, ground, payee, bank, payee_account, masked_account,
                                        typed, message_id, end_to_end, proposed_by, proposed_name, proposed_at)
                                    values (%d, '鄂1125', 500, '门', '门外人', '门', '', '*', true, 'PAYTKdoor', 'TKdoor', 'door', '门', now())
                                    on conflict (receipt) where state in ('PROPOSED', 'QUEUED', 'SENT', 'ACCEPTED', 'PAID')
                                    do update set ground = '门' returning id""".formatted(receipt)).query(Long.class).single()));
            keys.put("{party}", key("select min(party_id) from cases.participant where case_id = ?"));
            keys.put("{alert}", key("select min(id) from docket.alert where case_id = ?"));
            String ofReceipt = "from funds.voucher v join funds.bank_entry e on e.reference = v.bank_reference"
                    + " join funds.receipt r on r.entry = e.id where r.id = " + receipt;
            keys.put("{voucher}", one("select min(v.id) " + ofReceipt));
            keys.put("{message}", one("select min(e.message) " + ofReceipt));
            keys.put(
                    "{difference}",
                    one("select min(e.id) from funds.bank_entry e join funds.receipt r on r.entry = e.id where r.id = "
                            + receipt));
            keys.put("{resolution}", one("""
                    insert into funds.resolution (entry, court, way, ground, proposed_by, proposed_name, proposed_at)
                    values (%s, '鄂1125', 'AWAIT', '门', 'door', '门', now())
                    on conflict (entry) where state = 'PROPOSED' do update set ground = '门' returning id""".formatted(keys.get("{difference}"))));
            keys.put("{concern}", one("""
                    insert into alerts.concern (kind, subject, court, desk, body, path, since, yellow_on, red_on, overdue_on, raised_on, raised_at)
                    values ('DOOR', gen_random_uuid()::text, '鄂1125', 'FINANCE', '门', '/cashier', '2026-03-02', '2026-03-02', '2026-03-02',
                            '2026-03-02', '2026-03-02', now()) returning id"""));
            keys.put("{statement}", one("""
                    insert into funds.statement (court, account, statement_id, day, closing_fen, message)
                    values ('鄂1125', '门', '门', '2020-01-01', 0, %s)
                    on conflict (account, statement_id) do update set day = excluded.day returning id""".formatted(keys.get("{message}"))));
            keys.put(
                    "{demand}",
                    court.post("director", Caller.casePath(number) + "/demands", "{\"asks\":\"尽快处置财产并报告\"}")
                            .body()
                            .path("id")
                            .asString());
            keys.put("{finding}", Long.toString(jdbc.sql("""
                                    insert into oversight.finding (kind, court, officer, holds, sentence, day, at)
                                    values ('LAST_DAY', '鄂1125', 'judge', true, '测试', '2026-03-02', now()) returning id""").query(Long.class).single()));
            keys.put(
                    "{renewal}",
                    Long.toString(jdbc.sql("""
                    with a as (
                        insert into property.asset (kind, holder_place, key_index, key_sealed, key_masked, title, nature, as_of)
                        values ('DEPOSIT', '门', '', '', '', '账户', 'SETTLEMENT', now()) returning id),
                    c as (
                        insert into property.asset_case (asset_id, case_id, court, owner_name, source, source_ref, found_on, screening)
                        select id, %d, '鄂1125', '门', 'CLUE', '门', '2026-03-02', 'PENDING' from a),
                    m as (
                        insert into property.measure (case_id, court, asset_id, kind, state, starts_on, ends_on, ruling, ordered_by, ordered_at)
                        select %d, '鄂1125', id, 'FREEZE', 'EFFECTIVE', '2026-03-02', '2030-03-01', '门', '门', now() from a
                        returning id, case_id)
                    insert into property.renewal (measure_id, case_id, court, ends_on, last_act_on, lead, proposed_on, state)
                    select id, case_id, '鄂1125', '2030-03-01', '2030-02-01', '门', '2026-03-02', 'PROPOSED' from m returning id""".formatted(id.value(), id.value()))
                            .query(Long.class)
                            .single()));
            keys.put("{draft}", Long.toString(jdbc.sql("""
                                    insert into docket.catalogue_draft (court, base, inner_yaml, public_yaml, saved_login, saved_by, saved_at)
                                    values ('鄂1125', '测试', 'nodes: []', 'publicNodes: []', 'director', '测试', now())
                                    returning id""").query(Long.class).single()));
            callers(other);
            keys.put("{login}", "door.target");
            staff.save(
                    new StaffMember("door.target", "测试人员", OURS, Set.of(Role.CLERK), "19000000000"),
                    "{bcrypt}",
                    Instant.EPOCH);
            keys.put(
                    "{loan}",
                    court.post("door.ours.officer", "/api/powers", """
                            {"deputy":"door.ours.clerk","to":"%s","reason":"出差"}""".formatted(today()))
                            .body()
                            .path("id")
                            .asString());
            court.post("door.ours.officer", Caller.casePath(number) + "/looks", "{\"reason\":\"群众反映情况紧急\"}");
            keys.put(
                    "{mandate}",
                    court.post("door.ours.clerk", Caller.casePath(number) + "/mandates", """
                            {"kind":"AGENT","principal":%s,"name":"门代","phone":"19000007703","paper":"授权委托书"}""".formatted(
                                            keys.get("{party}")))
                            .body()
                            .path("id")
                            .asString());
            keys.put("{look}", key("select max(id) from powers.look where case_id = ?"));
            pages("申请执行人").post("/portal/rights/erasures", Map.of("erase", "OTHER", "why", "不再需要的"));
            keys.put("{request}", key("select max(id) from rights.request where case_id = ?"));
            keys.put("{entry}", first("申请执行人", "/portal/proofs", "/portal/proofs/(\\d+)"));
            keys.put("{document}", first("被执行人", "/portal/documents", "/portal/documents/(\\d+)"));
        }

        private java.time.LocalDate today() {
            return java.time.LocalDate.now(clock);
        }

        private String first(String who, String page, String link) {
            return pages(who).first(page, link);
        }

        private DoorKnocker pages(String who) {
            return callers.stream()
                    .filter(c -> c.name().equals(who))
                    .findFirst()
                    .orElseThrow()
                    .pages();
        }

        private String one(String sql) {
            return String.valueOf(jdbc.sql(sql).query(Long.class).single());
        }

        private String key(String sql) {
            return String.valueOf(
                    jdbc.sql(sql).param(id.value()).query(Long.class).single());
        }

        private String file(Caller court, String key) {
            Caller.Answer filed =
                    court.post("filing", "/api/cases", """
                    {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"2026-03-02","cause":"民间借贷纠纷",
                     "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初%s号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                     "applicants":[{"kind":"PERSON","name":"门甲","idType":"RESIDENT_ID","idNumber":"11010519491231002X","phone":"19000007701"}],
                     "respondents":[{"kind":"PERSON","name":"门乙","idType":"RESIDENT_ID","idNumber":"440524188001010014","phone":"19000007702"}],
                     "obligations":[{"kind":"MONEY","principal":"%s"}]}""".formatted(key.endsWith("1") ? "7701" : "7702", MONEY), key);
            assertThat(filed.status()).as(filed.body().toString()).isIn(200, 201);
            return filed.body().path("number").asString();
        }

        /** Money for a mistyped account of the case. */
        private long unclaimed(Caller court) {
            var known = jdbc.sql("select min(id) from funds.receipt where payer = '门外人' and case_id is null")
                    .query(Long.class)
                    .optional();
            if (known.isPresent()) {
                return known.get();
            }
            String account = court.get("judge", Caller.casePath(number) + "/funds")
                    .body()
                    .path("account")
                    .asString();
            String mistyped = account.substring(0, account.length() - 1) + (account.endsWith("0") ? "1" : "0");
            court.post(
                    "",
                    "/sandbox/bank/credits",
                    "{\"account\":\"%s\",\"amount\":\"5.00\",\"payer\":\"门外人\",\"key\":\"doors\"}".formatted(mistyped));
            court.post("", "/sandbox/clock", "{\"advance\":\"PT1M\"}");
            return jdbc.sql("select min(id) from funds.receipt where payer = '门外人'")
                    .query(Long.class)
                    .single();
        }

        private void callers(String otherCase) {
            courts.register(new Court(NEIGHBOUR, "蕲春县人民法院", "基层", ABOVE));
            Set<Role> all = Set.of(
                    Role.MACHINE,
                    Role.BANK,
                    Role.FILING_CLERK,
                    Role.OFFICER,
                    Role.CLERK,
                    Role.FINANCE,
                    Role.SUPERVISOR,
                    Role.COMMAND_CENTER);
            String secret = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("knock");
            machine(new Machine("door-trusted", "测试系统", new CourtCode("最高法"), Set.of(Role.MACHINE), true), secret);
            machine(new Machine("door-ours", "测试系统", OURS, all, false), secret);
            machine(new Machine("door-bank", "测试银行", OURS, Set.of(Role.BANK), false), secret);
            machine(new Machine("door-police", "测试公安", OURS, Set.of(Role.POLICE), false), secret);
            machine(new Machine("door-neighbour", "测试系统", NEIGHBOUR, all, false), secret);
            machine(new Machine("door-above", "测试系统", ABOVE, all, false), secret);
            String token = DoorKnocker.token(port, "door-trusted", "knock");
            callers.add(
                    new Knocking("未登录者", Actor.system("", OURS), DoorKnocker.nobody(port), DoorKnocker.nobody(port)));
            for (CourtCode court : List.of(OURS, NEIGHBOUR, ABOVE)) {
                String where = court.equals(OURS) ? "ours" : court.equals(ABOVE) ? "above" : "neighbour";
                // More roles let nobody in less: of the neighbours one with all of them knocks for each.
                List<Set<Role>> each = court.equals(NEIGHBOUR)
                        ? List.of(Set.copyOf(STAFF))
                        : STAFF.stream().map(Set::of).toList();
                for (Set<Role> roles : each) {
                    Role role = roles.iterator().next();
                    StaffMember member = new StaffMember(
                            "door." + where + "." + role.name().toLowerCase(java.util.Locale.ROOT),
                            "测试人员",
                            court,
                            roles,
                            "19000000000");
                    staff.save(member, secret, Instant.EPOCH);
                    callers.add(new Knocking(
                            courts.nameOf(court) + (roles.size() > 1 ? "全部岗位" : role.zh()),
                            StaffLogin.actor(member, null),
                            DoorKnocker.signIn(port, member.login(), "knock"),
                            DoorKnocker.bearer(port, token, member.login())));
                }
            }
            for (String client : List.of("door-ours", "door-bank", "door-police", "door-neighbour", "door-above")) {
                DoorKnocker knocker = DoorKnocker.bearer(port, DoorKnocker.token(port, client, "knock"), "");
                callers.add(new Knocking(
                        "系统 " + client, machines.find(client).orElseThrow().actor(), knocker, knocker));
            }
            CaseId other = new CaseId(jdbc.sql("select id from cases.file where number = ?")
                    .param(otherCase)
                    .query(Long.class)
                    .single());
            callers.add(party("申请执行人", number, "门甲", "19000007701", Role.APPLICANT_PARTY, id));
            callers.add(party("被执行人", number, "门乙", "19000007702", Role.RESPONDENT_PARTY, id));
            callers.add(party("别案申请执行人", otherCase, "门甲", "19000007701", Role.APPLICANT_PARTY, other));
        }

        private void machine(Machine machine, String secret) {
            machines.save(machine, secret, Instant.EPOCH);
        }

        private Knocking party(String name, String caseNumber, String person, String phone, Role role, CaseId of) {
            DoorKnocker session = DoorKnocker.party(port, caseNumber, person, phone);
            Actor actor = new Actor(Actor.Kind.PARTY, "party", person, OURS, Set.of(role), null, Set.of(of));
            return new Knocking(name, actor, session, session);
        }

        /** The address with the keys of our case in it; what is behind any other key does not matter. */
        String address(Door door) {
            String filled = door.address();
            for (Map.Entry<String, String> each : keys.entrySet()) {
                filled = filled.replace(each.getKey(), each.getValue());
            }
            if (door.address().contains("documents/")) {
                filled = filled.replace("{id}", keys.getOrDefault("{document}", "1"));
            }
            if (door.address().contains("distributions/")) {
                // None, since one of the callers may have proposed the first: who proposed may not approve.
                filled = filled.replace("{id}", "0");
            }
            filled = filled.replaceAll("\\{\\w+}", "1");
            return door.address().equals("/cases/filed") ? filled + "?number=" + keys.get("{number}") : filled;
        }
    }
}
