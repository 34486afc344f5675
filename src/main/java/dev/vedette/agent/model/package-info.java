/** What an agent says to a model and what comes back, whoever provides the model. Knows no vendor. */
@NullMarked
package dev.vedette.agent.model;

import org.jspecify.annotations.NullMarked;
