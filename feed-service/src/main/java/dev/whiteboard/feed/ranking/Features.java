package dev.whiteboard.feed.ranking;

/**
 * What a score is made of.
 *
 * @param ageHours how old the entry is
 * @param affinity how many of the reader's latest likes went to this author
 * @param followed whether it comes from somebody whom the reader follows
 */
record Features(double ageHours, long likes, long retweets, long replies, long affinity, boolean media,
        boolean followed) {}
