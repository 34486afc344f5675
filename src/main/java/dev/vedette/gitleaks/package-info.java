/** Secret rules from Gitleaks files, for whoever masks. */
@NullMarked
package dev.vedette.gitleaks;

import org.jspecify.annotations.NullMarked;
