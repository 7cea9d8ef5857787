/**
 * The scenario kit: what tests of whole configurations are made of. Origins that misbehave, clients that speak bytes, a
 * clock that is told the time, and HAProxy itself as the judge. Every module takes it from proxy-core's test-jar.
 */
@NullMarked
package io.hecd.scenario.kit;

import org.jspecify.annotations.NullMarked;
