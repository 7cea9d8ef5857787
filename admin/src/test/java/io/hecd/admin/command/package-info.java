@NullMarked
package io.hecd.admin.command;

import org.jspecify.annotations.NullMarked;
