/** JSON as commands print it for programs. */
@NullMarked
package io.hecd.admin.json;

import org.jspecify.annotations.NullMarked;
