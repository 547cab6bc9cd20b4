package dev.whiteboard.common.media;

import java.util.Collection;
import java.util.List;

import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** Storage's answer about media. */
interface StoredMedia {
    @GetExchange("/internal/media")
    Found find(@RequestParam Collection<String> ids);

    /** Those that exist, in any order. */
    record Found(List<Medium> data) {}
}
