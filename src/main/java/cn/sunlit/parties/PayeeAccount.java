package cn.sunlit.parties;

/**
 * Where a party is paid (收款账户): the account's full number, or masked where it is only shown.
 *
 * @param account as the bank writes it, digits without blanks
 */
public record PayeeAccount(String name, String bank, String account) {}
