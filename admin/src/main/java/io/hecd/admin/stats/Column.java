package io.hecd.admin.stats;

/**
 * The columns of `show stat` in the order of HAProxy 2.6 (management 9.1): never reordered, since programs count them. The
 * ordinal is the position in the typed output; its tag has three letters for origin, nature and scope (management 9.2).
 */
public enum Column {
    PXNAME("pxname", "KNS", "str", "name of the proxy"),
    SVNAME("svname", "KNS", "str", "name of the server or listener; FRONTEND and BACKEND for the proxy itself"),
    QCUR("qcur", "MGP", "u32", "requests that wait now"),
    QMAX("qmax", "MMP", "u32", "most requests that ever waited at once"),
    SCUR("scur", "MGP", "u32", "sessions now"),
    SMAX("smax", "MMP", "u32", "most sessions at once"),
    SLIM("slim", "CLP", "u32", "limit of sessions: maxconn, or fullconn of a backend"),
    STOT("stot", "MCP", "u64", "sessions so far"),
    BIN("bin", "MCP", "u64", "bytes of requests"),
    BOUT("bout", "MCP", "u64", "bytes of responses"),
    DREQ("dreq", "MCP", "u64", "requests that rules denied"),
    DRESP("dresp", "MCP", "u64", "responses that rules denied"),
    EREQ("ereq", "MCP", "u64", "requests that could not be read"),
    ECON("econ", "MCP", "u64", "requests for which no connection to a server could be had"),
    ERESP("eresp", "MCP", "u64", "responses that could not be read or were cut"),
    WRETR("wretr", "MCP", "u64", "further attempts at a server"),
    WREDIS("wredis", "MCP", "u64", "requests that went on to another server"),
    STATUS("status", "SGP", "str", "state in words"),
    WEIGHT("weight", "MaP", "u32", "effective weight; of a backend, of the servers that take requests"),
    ACT("act", "SGP", "MGP", "u32", "active servers that take requests; 1 for an active server"),
    BCK("bck", "SGP", "MGP", "u32", "backup servers that take requests; 1 for a backup server"),
    CHKFAIL("chkfail", "MCP", "u64", "checks that failed while the server was up"),
    CHKDOWN("chkdown", "MCP", "u64", "times it went from up to down"),
    LASTCHG("lastchg", "MAP", "u32", "seconds since the state changed"),
    DOWNTIME("downtime", "MCP", "u32", "seconds spent down"),
    QLIMIT("qlimit", "CGS", "u32", "maxqueue of the server"),
    PID("pid", "KGP", "u32", "number of the process: 1"),
    IID("iid", "KGS", "u32", "number of the proxy"),
    SID("sid", "KGS", "u32", "number of the server or listener within its proxy"),
    THROTTLE("throttle", "SGP", "u32", "share of its weight during slowstart, in percent"),
    LBTOT("lbtot", "MCP", "u64", "times chosen by the algorithm"),
    TRACKED("tracked", "CNS", "str", "the server whose state it follows"),
    TYPE("type", "CGS", "u32", "0 frontend, 1 backend, 2 server, 3 listener"),
    RATE("rate", "MRP", "MGP", "u32", "sessions within the last second"),
    RATE_LIM("rate_lim", "CLP", "u32", "limit of sessions in a second"),
    RATE_MAX("rate_max", "MMP", "MGP", "u32", "most sessions in a second"),
    CHECK_STATUS("check_status", "MOP", "str", "what the last check ended with; a star in front while one runs"),
    CHECK_CODE("check_code", "MGP", "u32", "status code that the last check saw"),
    CHECK_DURATION("check_duration", "MDP", "u64", "milliseconds that the last check took"),
    HRSP_1XX("hrsp_1xx", "MCP", "u64", "responses with status 1xx"),
    HRSP_2XX("hrsp_2xx", "MCP", "u64", "responses with status 2xx"),
    HRSP_3XX("hrsp_3xx", "MCP", "u64", "responses with status 3xx"),
    HRSP_4XX("hrsp_4xx", "MCP", "u64", "responses with status 4xx"),
    HRSP_5XX("hrsp_5xx", "MCP", "u64", "responses with status 5xx"),
    HRSP_OTHER("hrsp_other", "MCP", "u64", "exchanges that ended without a status, or with another one"),
    HANAFAIL("hanafail", "MCP", "u64", "details of failures that were observed in traffic"),
    REQ_RATE("req_rate", "MRP", "u32", "requests within the last second"),
    REQ_RATE_MAX("req_rate_max", "MMP", "u32", "most requests in a second"),
    REQ_TOT("req_tot", "MCP", "u64", "requests so far"),
    CLI_ABRT("cli_abrt", "MCP", "u64", "transfers that the client ended"),
    SRV_ABRT("srv_abrt", "MCP", "u64", "transfers that the server ended"),
    COMP_IN("comp_in", "MCP", "u64", "bytes given to the compressor"),
    COMP_OUT("comp_out", "MCP", "u64", "bytes that came out of the compressor"),
    COMP_BYP("comp_byp", "MCP", "u64", "bytes that were not compressed for want of room"),
    COMP_RSP("comp_rsp", "MCP", "u64", "responses that were compressed"),
    LASTSESS("lastsess", "MAP", "s32", "seconds since a server was last chosen, -1 for never"),
    LAST_CHK("last_chk", "MOP", "str", "what the last check was told"),
    LAST_AGT("last_agt", "MOP", "str", "what the agent told last"),
    QTIME("qtime", "MaP", "u32", "milliseconds in the queue, average of the last 1024"),
    CTIME("ctime", "MaP", "u32", "milliseconds to connect, average of the last 1024"),
    RTIME("rtime", "MaP", "u32", "milliseconds to the head of the response, average of the last 1024"),
    TTIME("ttime", "MaP", "u32", "milliseconds in all, average of the last 1024"),
    AGENT_STATUS("agent_status", "MOP", "str", "what the last question to the agent ended with"),
    AGENT_CODE("agent_code", "MGP", "u32", "code that the agent gave"),
    AGENT_DURATION("agent_duration", "MDP", "u64", "milliseconds that the agent took"),
    CHECK_DESC("check_desc", "MOP", "str", "check_status in words"),
    AGENT_DESC("agent_desc", "MOP", "str", "agent_status in words"),
    CHECK_RISE("check_rise", "CGS", "u32", "checks that must pass before it is up"),
    CHECK_FALL("check_fall", "CGS", "u32", "checks that must fail before it is down"),
    CHECK_HEALTH("check_health", "CGS", "u32", "where it stands between 0 and rise + fall - 1"),
    AGENT_RISE("agent_rise", "CGS", "u32", "rise of the agent"),
    AGENT_FALL("agent_fall", "CGS", "u32", "fall of the agent"),
    AGENT_HEALTH("agent_health", "SGP", "u32", "health by the agent"),
    ADDR("addr", "CGS", "str", "address and port, or unix"),
    COOKIE("cookie", "CNS", "str", "value of the server's cookie, name of the backend's"),
    MODE("mode", "CGS", "str", "tcp or http"),
    ALGO("algo", "CGS", "str", "balancing algorithm"),
    CONN_RATE("conn_rate", "MRP", "u32", "connections within the last second"),
    CONN_RATE_MAX("conn_rate_max", "MMP", "u32", "most connections in a second"),
    CONN_TOT("conn_tot", "MCP", "u64", "connections so far"),
    INTERCEPTED("intercepted", "MCP", "u64", "requests that were answered here"),
    DCON("dcon", "MCP", "u64", "connections that rules refused"),
    DSES("dses", "MCP", "u64", "sessions that rules refused"),
    WREW("wrew", "MCP", "u64", "edits of headers for which there was no room"),
    CONNECT("connect", "MCP", "u64", "connections begun to servers"),
    REUSE("reuse", "MCP", "u64", "requests on a connection that was there already"),
    CACHE_LOOKUPS("cache_lookups", "MCP", "u64", "requests looked up in the cache"),
    CACHE_HITS("cache_hits", "MCP", "u64", "requests found in the cache"),
    SRV_ICUR("srv_icur", "MGP", "u32", "idle connections to the server"),
    SRC_ILIM("src_ilim", "MGP", "u32", "limit of idle connections"),
    QTIME_MAX("qtime_max", "MMP", "u32", "most milliseconds in the queue"),
    CTIME_MAX("ctime_max", "MMP", "u32", "most milliseconds to connect"),
    RTIME_MAX("rtime_max", "MMP", "u32", "most milliseconds to the head of the response"),
    TTIME_MAX("ttime_max", "MMP", "u32", "most milliseconds in all"),
    EINT("eint", "MCP", "u64", "requests that ended by a fault of the load balancer itself"),
    IDLE_CONN_CUR("idle_conn_cur", "MGP", "u32", "idle connections that were used once"),
    SAFE_CONN_CUR("safe_conn_cur", "MGP", "u32", "idle connections that were used again"),
    USED_CONN_CUR("used_conn_cur", "MGP", "u32", "connections to the server in use"),
    NEED_CONN_EST("need_conn_est", "MGP", "u32", "connections to the server that may be needed"),
    UWEIGHT("uweight", "MaP", "u32", "weight as the operator set it; of a backend, of the servers that take requests"),
    AGG_SERVER_STATUS("agg_server_status", "MGP", "u32", "not kept"),
    AGG_SERVER_CHECK_STATUS("agg_server_check_status", "MGP", "u32", "not kept"),
    AGG_CHECK_STATUS("agg_check_status", "MGP", "u32", "not kept"),
    SSL_SESS("ssl_sess", "MCP", "u64", "TLS sessions"),
    SSL_REUSED_SESS("ssl_reused_sess", "MCP", "u64", "TLS sessions that were resumed"),
    SSL_FAILED_HANDSHAKE("ssl_failed_handshake", "MCP", "u64", "TLS handshakes that failed"),
    H2_HEADERS_RCVD("h2_headers_rcvd", "MCP", "u64", "HEADERS frames received"),
    H2_DATA_RCVD("h2_data_rcvd", "MCP", "u64", "DATA frames received"),
    H2_SETTINGS_RCVD("h2_settings_rcvd", "MCP", "u64", "SETTINGS frames received"),
    H2_RST_STREAM_RCVD("h2_rst_stream_rcvd", "MCP", "u64", "RST_STREAM frames received"),
    H2_GOAWAY_RCVD("h2_goaway_rcvd", "MCP", "u64", "GOAWAY frames received"),
    H2_DETECTED_CONN_PROTOCOL_ERRORS("h2_detected_conn_protocol_errors", "MCP", "u64", "errors of HTTP/2 connections"),
    H2_DETECTED_STRM_PROTOCOL_ERRORS("h2_detected_strm_protocol_errors", "MCP", "u64", "errors of HTTP/2 streams"),
    H2_RST_STREAM_RESP("h2_rst_stream_resp", "MCP", "u64", "RST_STREAM frames sent"),
    H2_GOAWAY_RESP("h2_goaway_resp", "MCP", "u64", "GOAWAY frames sent"),
    H2_OPEN_CONNECTIONS("h2_open_connections", "MGP", "u64", "HTTP/2 connections now"),
    H2_BACKEND_OPEN_STREAMS("h2_backend_open_streams", "MGP", "u64", "HTTP/2 streams now"),
    H2_TOTAL_CONNECTIONS("h2_total_connections", "MCP", "u64", "HTTP/2 connections so far"),
    H2_BACKEND_TOTAL_STREAMS("h2_backend_total_streams", "MCP", "u64", "HTTP/2 streams so far"),
    H1_OPEN_CONNECTIONS("h1_open_connections", "MGP", "u64", "HTTP/1 connections now"),
    H1_OPEN_STREAMS("h1_open_streams", "MGP", "u64", "HTTP/1 requests under way"),
    H1_TOTAL_CONNECTIONS("h1_total_connections", "MCP", "u64", "HTTP/1 connections so far"),
    H1_TOTAL_STREAMS("h1_total_streams", "MCP", "u64", "HTTP/1 requests so far"),
    H1_BYTES_IN("h1_bytes_in", "MCP", "u64", "bytes received in HTTP/1"),
    H1_BYTES_OUT("h1_bytes_out", "MCP", "u64", "bytes sent in HTTP/1"),
    H1_SPLICED_BYTES_IN("h1_spliced_bytes_in", "MCP", "u64", "bytes received through a kernel pipe"),
    H1_SPLICED_BYTES_OUT("h1_spliced_bytes_out", "MCP", "u64", "bytes sent through a kernel pipe");

    /** The first column behind `-`: from here on order and presence are not guaranteed. */
    static final Column FIRST_OF_MODULES = SSL_SESS;

    private final String title;
    private final String tag;
    private final String tagOfBackend;
    private final String type;
    private final String description;

    Column(String title, String tag, String type, String description) {
        this(title, tag, tag, type, description);
    }

    Column(String title, String tag, String tagOfBackend, String type, String description) {
        this.title = title;
        this.tag = tag;
        this.tagOfBackend = tagOfBackend;
        this.type = type;
        this.description = description;
    }

    /** Its name in the first line of the CSV. */
    public String title() {
        return title;
    }

    public int position() {
        return ordinal();
    }

    /** Origin, nature and scope in a row of this kind, a letter each. */
    public String tag(RowKind kind) {
        return kind == RowKind.BACKEND ? tagOfBackend : tag;
    }

    /** s32, u32, u64 or str. */
    public String type() {
        return type;
    }

    public boolean isText() {
        return type.equals("str");
    }

    public String description() {
        return description;
    }
}
