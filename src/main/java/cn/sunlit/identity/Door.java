package cn.sunlit.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One address of the program.
 *
 * @param method GET, POST or ANY
 * @param address with the names of its keys in braces
 * @param what what one does behind it; null where no use case guards it
 */
record Door(
        String method,
        String address,
        Guard guard,
        @Nullable UseCase what,
        Where where) {

    enum Guard {
        OPEN("所有人，不需登录"),
        SIGNED("协助单位，不需登录，须以共享密钥签名"),
        STAFF("所有工作人员"),
        SANDBOX("所有人，仅演示环境有此地址"),
        USE_CASE("按事项");

        private final String zh;

        Guard(String zh) {
            this.zh = zh;
        }
    }

    enum Where {
        CASE("地址中的案件"),
        OBJECT("所指款项、文书所属的案件或法院"),
        ASKER("作出督办的法院，上级法院不代行"),
        COURT("本院，或所指定的法院"),
        OWN("当事人自己的案件"),
        NOWHERE("—");

        private final String zh;

        Where(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }

    /** What is guarded, for people: 查阅案件, or everyone who may enter. */
    String guarded() {
        return what == null ? guard.zh : what.zh();
    }

    /** Who has to agree, in words; empty where one person is enough. */
    String second() {
        UseCase second = what == null ? null : what.second();
        return second != null ? "须另一人" + second.zh() : what != null && what.needsPerson() ? "本人即第二人，不得是提出人" : "";
    }

    /** Addresses below {@code /api} take tokens, all others a session. */
    boolean forPrograms() {
        return address.startsWith("/api/");
    }

    /** Those of the roles that this door can meet at all: parties come through the portal alone, machines by the interface. */
    List<Role> roles() {
        return what == null
                ? List.of()
                : what.roles().stream()
                        .filter(r -> where == Where.OWN
                                ? r.isParty()
                                : !r.isParty() && (forPrograms() || (r != Role.MACHINE && r != Role.BANK)))
                        .sorted()
                        .toList();
    }
}
