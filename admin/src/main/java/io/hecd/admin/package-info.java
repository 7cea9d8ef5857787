/** The admin module; see admin/README.md. */
@NullMarked
package io.hecd.admin;

import org.jspecify.annotations.NullMarked;
