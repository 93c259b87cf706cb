package org.proofoflife.ops.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VideoFuzzTest {

    @Test
    void sixtySpoiltVideosEndInCodedOutcomesWithinTheirLimits() {
        StringWriter out = new StringWriter();
        int status = new CommandLine(new VideoFuzz())
                .setOut(new PrintWriter(out))
                .execute("--inputs", "60", "--seed", "7", "--json");
        assertThat(status).as(out.toString()).isZero();
        JsonNode summary = JsonMapper.shared().readTree(out.toString());
        assertThat(summary.get("inputs").asInt()).isEqualTo(60);
        assertThat(summary.get("failures")).isEmpty();
        assertThat(summary.get("childrenLeft").asInt()).isZero();
        assertThat(summary.get("threadsLeft").asInt()).isZero();
        assertThat(summary.get("filesLeft").asInt()).isZero();
        assertThat(summary.get("outcomesByKind").propertyNames()).contains("truncated", "polyglot", "bomb:huge");
    }

    @Test
    void refusesNothingToDo() {
        StringWriter err = new StringWriter();
        int exit = new CommandLine(new VideoFuzz())
                .setErr(new PrintWriter(err, true))
                .execute("--inputs", "0");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("--inputs is 1 or more").doesNotContain("\tat ");
    }
}
