package dev.vedette.web;

/**
 * The page of a trace or span at a backend.
 *
 * @param name the backend's name in the configuration
 */
record TraceLink(String name, String url) {}
