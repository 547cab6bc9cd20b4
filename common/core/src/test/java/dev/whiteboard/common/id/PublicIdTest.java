package dev.whiteboard.common.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicIdTest {

    @Test
    void text_and_id_are_the_same_thing() {
        Random random = new Random(25);
        for (int i = 0; i < 10_000; i++) {
            long id = random.nextLong() >>> 1 + random.nextInt(62);
            assertThat(PublicId.parse("usr", PublicId.format("usr", id))).hasValue(id);
        }
        assertThat(PublicId.parse("usr", PublicId.format("usr", Long.MAX_VALUE))).hasValue(Long.MAX_VALUE);
    }

    @Test
    void sorting_the_texts_sorts_the_ids() {
        Random random = new Random(26);
        for (int i = 0; i < 10_000; i++) {
            long one = random.nextLong() >>> 1;
            long two = random.nextLong() >>> 1;
            assertThat(Integer.signum(PublicId.format("t", one).compareTo(PublicId.format("t", two))))
                    .isEqualTo(Long.compare(one, two));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "usr", "usr_", "usr_0000000000000 ", "usr_000000000000", "usr_00000000000000",
        "usr_000000000000O", "usr_000000000000A", "usr_000000000000u", "usr_8000000000000", "usr_zzzzzzzzzzzzz",
        "msg_0000000000000", "usr-0000000000000", "usr_00000000000\u0660\u0660", "../admin"})
    void what_was_never_written_is_no_id(String text) {
        assertThat(PublicId.parse("usr", text)).isEmpty();
    }

    @Test
    void a_negative_number_is_no_id() {
        assertThatIllegalArgumentException().isThrownBy(() -> PublicId.format("usr", -1));
    }
}
