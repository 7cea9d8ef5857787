package io.hecd.config.model;

import io.hecd.config.text.Position;
import java.util.List;

/** One `bind` line (manual 4.2, chapter 5.1): its addresses (lists and port ranges unfolded) and its words. */
public record BindConfig(Position at, List<Address> addresses, Settings settings) {}
