/** A small made-up fleet of agents that sends real OTLP, with incidents among its work. */
@NullMarked
package dev.vedette.cli.demo;

import org.jspecify.annotations.NullMarked;
