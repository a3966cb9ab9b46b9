package cn.sunlit.cases;

/** Where an applicant wants to be paid; {@code account} is masked unless asked for by {@link Cases#payee}. */
public record Payee(String name, String bank, String account) {}
