package dev.whiteboard.shortener.block;

/** This node goes by another list from now on: whoever decided by the old one decides again. */
public record BlocksChanged() {}
