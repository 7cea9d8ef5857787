package io.hecd.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.hecd.backend.Backend;
import io.hecd.balance.Algorithms;
import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxyKind;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Position;
import io.hecd.config.text.Problems;
import io.hecd.http.HttpHead;
import io.hecd.http.KnownHeader;
import io.hecd.rule.RuleSet;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Hosts and paths: the longest host, then the longest path on whole segments, then the first. */
class RouteTableTest {
    private static final RuleSets NO_RULES = new RuleSets(
            RuleSet.EMPTY,
            RuleSet.EMPTY,
            RuleSet.EMPTY,
            RuleSet.EMPTY,
            RuleSet.EMPTY,
            RuleSet.EMPTY,
            RuleSet.EMPTY,
            RuleSet.EMPTY,
            null,
            Map.of());
    private static final Pages NO_PAGES = new Pages() {
        @Override
        public boolean fill(Exchange exchange, int status) {
            return false;
        }

        @Override
        public boolean has(int status) {
            return false;
        }
    };

    private final List<RouteTable.Entry> entries = new ArrayList<>();

    private RouteTableTest with(String name, String host, String path) {
        ProxyConfig config = new ProxyConfig(
                Position.NONE,
                ProxyKind.BACKEND,
                name,
                1,
                Settings.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        BackendPlan plan = new BackendPlan(
                new Backend(config, 1),
                config,
                Algorithms.compile(Algorithms.standard(), config, new Problems()),
                NO_RULES,
                new ForwardedHeaders(
                        Settings.NONE.get(ProxySettings.FORWARDFOR), Settings.NONE.get(ProxySettings.ORIGINALTO)),
                NO_PAGES);
        entries.add(new RouteTable.Entry(host, path, plan));
        return this;
    }

    private static HttpHead request(String host, String target) {
        HttpHead head = new HttpHead().startRequest(Ascii.bytes("GET"), ByteView.of(target));
        if (!host.isEmpty()) head.set(KnownHeader.HOST, ByteView.of(host));
        return head;
    }

    private String find(String host, String target) {
        BackendPlan plan = new RouteTable(entries).find(request(host, target));
        return plan == null ? "none" : plan.backend.name();
    }

    @Test
    void a_host_is_compared_without_case_port_and_a_last_dot() {
        with("shop", "shop.example.com", "");
        assertThat(find("shop.example.com", "/")).isEqualTo("shop");
        assertThat(find("SHOP.example.COM:8080", "/x?y")).isEqualTo("shop");
        assertThat(find("shop.example.com.", "/")).isEqualTo("shop");
        assertThat(find("shop.example.com.:80", "/")).isEqualTo("shop");
        assertThat(find("www.shop.example.com", "/")).isEqualTo("none");
        assertThat(find("shop.example.org", "/")).isEqualTo("none");
        assertThat(find("hop.example.com", "/")).isEqualTo("none");
        assertThat(find("", "/")).isEqualTo("none");
    }

    @Test
    void without_a_host_field_the_target_says_it() {
        with("shop", "shop.example.com", "");
        assertThat(find("", "http://shop.example.com:80/x")).isEqualTo("shop");
    }

    @Test
    void a_whole_name_comes_before_names_that_end_so_and_the_longer_end_before_the_shorter() {
        with("wide", "*.com", "").with("near", "*.example.com", "").with("exact", "shop.example.com", "");
        assertThat(find("shop.example.com", "/")).isEqualTo("exact");
        assertThat(find("a.b.example.com", "/")).isEqualTo("near");
        assertThat(find("example.com", "/")).isEqualTo("wide");
        assertThat(find(".example.com", "/")).isEqualTo("wide");
        assertThat(find("com", "/")).isEqualTo("none");
        assertThat(find("*.example.com", "/")).isEqualTo("near");
    }

    @Test
    void a_path_goes_on_behind_a_slash_only() {
        with("shop", "", "/shop").with("cart", "", "/shop/cart");
        assertThat(find("x", "/shop")).isEqualTo("shop");
        assertThat(find("x", "/shop?a=/b")).isEqualTo("shop");
        assertThat(find("x", "/shop/")).isEqualTo("shop");
        assertThat(find("x", "/shop/car")).isEqualTo("shop");
        assertThat(find("x", "/shop/cart/1")).isEqualTo("cart");
        assertThat(find("x", "/shopping")).isEqualTo("none");
        assertThat(find("x", "/Shop")).isEqualTo("none");
        assertThat(find("x", "/")).isEqualTo("none");
        assertThat(find("x", "*")).isEqualTo("none");
    }

    @Test
    void the_host_decides_before_the_path_but_only_a_route_that_fits_counts() {
        with("path", "", "/deep/and/long")
                .with("host", "shop.example.com", "/cart")
                .with("all", "*.example.com", "")
                .with("rest", "", "");
        assertThat(find("shop.example.com", "/cart")).isEqualTo("host");
        assertThat(find("shop.example.com", "/deep/and/long")).isEqualTo("all");
        assertThat(find("elsewhere", "/deep/and/long")).isEqualTo("path");
        assertThat(find("elsewhere", "/")).isEqualTo("rest");
    }

    @Test
    void of_two_that_say_the_same_the_first_counts() {
        with("one", "h", "/p").with("two", "h", "/p");
        assertThat(find("h", "/p")).isEqualTo("one");
    }

    @Test
    void hosts_that_cannot_be_names_find_nothing() {
        with("v6", "[", "").with("shop", "shop.example.com", "");
        assertThat(find("[::1]:80", "/")).isEqualTo("v6");
        assertThat(find("a.".repeat(4_000) + "shop.example.com", "/")).isEqualTo("none");
        assertThat(find("....", "/")).isEqualTo("none");
        assertThat(find(":80", "/")).isEqualTo("none");
    }

    @Test
    void thousands_are_told_apart() {
        for (int i = 0; i < 3_000; i++) {
            with("h" + i, "h" + i + ".example.com", "").with("p" + i, "", "/p" + i);
        }
        RouteTable table = new RouteTable(entries);
        for (int i = 0; i < 3_000; i++) {
            BackendPlan byHost = table.find(request("h" + i + ".example.com", "/"));
            BackendPlan byPath = table.find(request("x", "/p" + i + "/x"));
            assertThat(byHost == null ? "" : byHost.backend.name()).isEqualTo("h" + i);
            assertThat(byPath == null ? "" : byPath.backend.name()).isEqualTo("p" + i);
        }
    }

    @Test
    void finding_allocates_nothing() {
        with("a", "shop.example.com", "/a").with("b", "*.example.com", "").with("c", "", "/c");
        RouteTable table = new RouteTable(entries);
        HttpHead[] requests = {request("shop.example.com:80", "/a/b"), request("x.example.com", "/"), request("y", "/c")
        };
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        int found = 0;
        for (int tries = 0; tries < 10; tries++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 9_999; i++) if (table.find(requests[i % 3]) != null) found++;
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(found).isEqualTo(99_990);
        // What asking for the figure itself costs, and nothing that grows with the requests.
        assertThat(least).isLessThan(1_000);
    }
}
