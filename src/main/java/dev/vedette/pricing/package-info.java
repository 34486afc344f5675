/** What model calls cost: a table of list prices, names of models as senders write them, and the arithmetic. */
@NullMarked
package dev.vedette.pricing;

import org.jspecify.annotations.NullMarked;
