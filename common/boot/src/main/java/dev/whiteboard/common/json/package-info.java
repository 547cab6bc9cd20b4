/**
 * JSON as the house reads and writes it: snake_case, ISO 8601, nothing guessed.
 *
 * <p>
 * <b>What is required.</b> A record component is required unless its type says {@code @Nullable} (JSpecify). A required
 * component that is absent or {@code null} is refused by name; a {@code @Nullable} one that is absent reads as
 * {@code null}. Primitives are required like everything else, so an optional number is a {@code @Nullable Integer}, and a
 * list that may hold {@code null} is a {@code List<@Nullable String>}. The
 * compiler (NullAway) and the wire thus read the same annotation and cannot disagree.
 *
 * <p>
 * <b>Two readers.</b> What a client sends is read strictly ({@link Json#strict()}, the application's mapper): unknown
 * names, duplicate names and trailing content are refused. What another service or an event says is read tolerantly
 * ({@link Json#tolerant()}): unknown names are skipped, so that a producer may add a field before its readers know it.
 */
@NullMarked
package dev.whiteboard.common.json;

import org.jspecify.annotations.NullMarked;
