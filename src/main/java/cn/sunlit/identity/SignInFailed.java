package cn.sunlit.identity;

/**
 * Somebody tried to come in as a member of staff and could not. Names that nobody bears are not told: what is typed there is
 * often a password.
 *
 * @param as the member whose name was used
 * @param address from where
 */
public record SignInFailed(Actor as, String address) {}
