/** What the content holds: secrets and hidden text, found once per text in linear time and masked. */
@NullMarked
package dev.vedette.inspection;

import org.jspecify.annotations.NullMarked;
