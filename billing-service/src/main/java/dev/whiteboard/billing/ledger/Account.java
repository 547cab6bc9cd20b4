package dev.whiteboard.billing.ledger;

/**
 * Where money is, or whose it is. The first word of its code says of which kind it is: {@code provider:psp} (an asset:
 * the provider owes us), {@code payee:usr_…} (a liability: we owe them), {@code platform:sales} (income: ours).
 */
public record Account(String code) {
    /** What the provider took for us and has not paid out. */
    public static final Account PROVIDER = new Account("provider:psp");
    /** What we sold. */
    public static final Account SALES = new Account("platform:sales");

    private static final String SHAPE = "(provider|payee|platform):[A-Za-z0-9_-]{1,64}";

    public Account {
        if (!code.matches(SHAPE)) {
            throw new IllegalArgumentException("is not an account");
        }
    }

    String kind() {
        return switch (code.substring(0, code.indexOf(':'))) {
            case "provider" -> "asset";
            case "payee" -> "liability";
            default -> "income";
        };
    }
}
