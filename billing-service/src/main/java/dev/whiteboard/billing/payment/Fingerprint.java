package dev.whiteboard.billing.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Tells whether two instructions with the same keys say the same. */
final class Fingerprint {
    private Fingerprint() {}

    static byte[] of(Instruction instruction) {
        String said = switch (instruction) {
            case Instruction.Open open -> String.join("\n", "open", open.reference(), open.customerId(), open.method(),
                    open.amount().text(), open.amount().currency().getCurrencyCode(), open.mode().wire(),
                    open.splits().parts().toString());
            case Instruction.Capture capture -> "capture " + plain(capture);
            case Instruction.Release _ -> "void";
            case Instruction.Refund refund -> "refund " + plain(refund);
        };
        try {
            return MessageDigest.getInstance("SHA-256").digest(said.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** 5, 5.0 and 5.00 are the same sum. */
    private static String plain(Instruction.FollowUp followUp) {
        return followUp.amount() == null ? "all" : followUp.amount().stripTrailingZeros().toPlainString();
    }
}
