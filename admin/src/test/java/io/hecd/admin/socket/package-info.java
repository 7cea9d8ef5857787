@NullMarked
package io.hecd.admin.socket;

import org.jspecify.annotations.NullMarked;
