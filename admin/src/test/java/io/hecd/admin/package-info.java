/** Tests over the whole house: its rules, and programs made of all modules. */
@NullMarked
package io.hecd.admin;

import org.jspecify.annotations.NullMarked;
