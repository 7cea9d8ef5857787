/** What tests of the operator's side share: hecd in this process with a socket, and somebody who talks to it. */
@NullMarked
package io.hecd.admin.kit;

import org.jspecify.annotations.NullMarked;
