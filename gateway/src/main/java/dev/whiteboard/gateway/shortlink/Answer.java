package dev.whiteboard.gateway.shortlink;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * What a replica said. Answers to short links are small (a redirect, a problem, the inspect page), so they are passed on
 * whole; whoever takes an answer owns its body.
 */
record Answer(
        HttpResponseStatus status,
        HttpHeaders headers,
        ByteBuf body) {}
