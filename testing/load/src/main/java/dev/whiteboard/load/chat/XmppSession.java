package dev.whiteboard.load.chat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Map;

/**
 * Speaks XMPP over WebSocket (RFC 7395): SASL PLAIN, resource binding, stream management. A message is acknowledged when
 * XEP-0198 counts it as handled, which ejabberd does after its archive has it.
 */
final class XmppSession extends Session {
    private static final String OPEN = "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='localhost' version='1.0'/>";
    private static final String REQUEST = "<r xmlns='urn:xmpp:sm:3'/>";
    private static final byte[] FEATURES = Scan.ascii("<stream:features");
    private static final byte[] MECHANISMS = Scan.ascii("<mechanisms");
    private static final byte[] SUCCESS = Scan.ascii("<success");
    private static final byte[] FAILURE = Scan.ascii("<failure");
    private static final byte[] IQ = Scan.ascii("<iq ");
    private static final byte[] ENABLED = Scan.ascii("<enabled");
    private static final byte[] MESSAGE = Scan.ascii("<message");
    private static final byte[] PRESENCE = Scan.ascii("<presence");
    private static final byte[] BODY = Scan.ascii("<body>");
    private static final byte[] ASKED = Scan.ascii("<r ");
    private static final byte[] ANSWERED = Scan.ascii("<a ");
    private static final byte[] HANDLED = Scan.ascii("h='");

    private final String user;
    private final String password;
    private final Deque<Long> unacknowledged = new ArrayDeque<>();
    private long handledByServer;
    private long handledByUs;

    XmppSession(String user, String password) {
        this.user = user;
        this.password = password;
    }

    @Override
    String path() {
        return "/ws";
    }

    @Override
    Map<String, String> headers() {
        return Map.of("Sec-WebSocket-Protocol", "xmpp");
    }

    @Override
    void greet() {
        write(OPEN);
    }

    @Override
    void text(byte[] frame, int length) {
        if (Scan.startsWith(frame, length, MESSAGE)) {
            handledByUs++;
            int body = Scan.after(frame, length, BODY);
            if (body > 0) {
                watcher().delivered(this, Scan.hex(frame, body), 0);
            }
        } else if (Scan.startsWith(frame, length, ANSWERED)) {
            answered(Scan.decimal(frame, Scan.after(frame, length, HANDLED)));
        } else if (Scan.startsWith(frame, length, ASKED)) {
            write("<a xmlns='urn:xmpp:sm:3' h='" + handledByUs + "'/>");
        } else if (Scan.startsWith(frame, length, PRESENCE)) {
            handledByUs++;
        } else {
            signIn(frame, length);
        }
    }

    private void signIn(byte[] frame, int length) {
        if (Scan.startsWith(frame, length, FEATURES)) {
            write(Scan.after(frame, length, MECHANISMS) > 0
                    ? "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>" + plain() + "</auth>"
                    : "<iq xmlns='jabber:client' type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                            + "<resource>load</resource></bind></iq>");
        } else if (Scan.startsWith(frame, length, SUCCESS)) {
            write(OPEN);
        } else if (Scan.startsWith(frame, length, IQ)) {
            write("<enable xmlns='urn:xmpp:sm:3'/>");
        } else if (Scan.startsWith(frame, length, ENABLED)) {
            handledByUs = 0;
            unacknowledged.add(-1L);
            write("<presence xmlns='jabber:client'/>", REQUEST);
        } else if (Scan.startsWith(frame, length, FAILURE)) {
            failed(new String(frame, 0, length, StandardCharsets.UTF_8));
        }
    }

    private void answered(long handled) {
        ready().complete(this);
        while (handledByServer < handled && !unacknowledged.isEmpty()) {
            handledByServer++;
            long number = unacknowledged.remove();
            if (number >= 0) {
                watcher().acknowledged(number);
            }
        }
    }

    private String plain() {
        return Base64.getEncoder().encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    void send(String target, long number) {
        unacknowledged.add(number);
        String hex = Scan.hex(number);
        write("<message xmlns='jabber:client' type='chat' id='" + hex + "' to='" + target + "'><body>" + hex + FILLER
                + "</body></message>", REQUEST);
    }
}
