/**
 * Who announces: a key that is kept in a store whatever happens to the store ({@code Keeper}), a Java service that announces
 * itself ({@code Announcement}), this hecd among others ({@code Nodes}), and the v2 keys API of somebody else as a store.
 */
@NullMarked
package io.hecd.discovery.announce;

import org.jspecify.annotations.NullMarked;
