/**
 * Floor 4: log lines (manual chapter 8). {@link io.hecd.log.LogFormat} turns an exchange into text, {@link io.hecd.log.TrafficLog}
 * decides whether and how loud, {@link io.hecd.log.LogSender} brings it out without ever waiting for a receiver.
 */
@NullMarked
package io.hecd.log;

import org.jspecify.annotations.NullMarked;
