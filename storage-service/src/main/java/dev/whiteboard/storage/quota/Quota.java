package dev.whiteboard.storage.quota;

/**
 * What a user may keep and keeps, in bytes.
 *
 * @param usedBytes the sizes of all files as they are now, also of those in the trash; history is free
 * @param reservedBytes what uploads under way may add
 */
record Quota(long quotaBytes, long usedBytes, long reservedBytes) {}
