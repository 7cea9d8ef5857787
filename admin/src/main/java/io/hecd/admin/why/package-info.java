/** Why a request failed, and where one would go: stories and explanations for people, and as JSON for programs. */
@NullMarked
package io.hecd.admin.why;

import org.jspecify.annotations.NullMarked;
