package io.switchhook.velocity;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.switchhook.api.wire.JsonText;
import io.switchhook.template.JsonViews;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VelocityTemplatesTest {
    private static final VelocityTemplates TEMPLATES = new VelocityTemplates();

    /** Where the deadline must not be what helps. */
    private static final VelocityTemplates TIMELESS = new VelocityTemplates(() -> 0);

    /** Calls of a tool that only repeats its argument. */
    private static final Tool ECHO = new Tool() {
        @Override
        public Object call(String method, List<Object> arguments) {
            return arguments.get(0);
        }

        @Override
        public Object property(String name) {
            return name.equals("q") ? "\"" : null;
        }
    };

    private static Map<String, Object> names(String json) {
        Map<String, Object> names = new HashMap<>();
        JsonText.read(json).forEach((name, value) -> names.put(name, JsonViews.of(value)));
        names.put("echo", ECHO);
        return names;
    }

    private static String render(String template, String json) {
        return TEMPLATES.render("t", template, names(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "${a} $a $!{a} $!a | {\"a\":\"x\"} | x x x x",
                "[${a}] [$!{a}] | {\"a\":null} | [${a}] []",
                "[${a.b.c}] [$!{a.b.c}] | {} | [${a.b.c}] []",
                "${n} ${d} ${t} | {\"n\":9007199254740993,\"d\":0.10,\"t\":true} | 9007199254740993 0.10 true",
                "${o} ${l} | {\"o\":{\"a\":[1,\"x\"]},\"l\":[{\"b\":null}]} | {\"a\":[1,\"x\"]} [{\"b\":null}]",
                "$l[0] ${l[1].a} $l.get(1).a $o['a b'] $l.size() | {\"l\":[1,{\"a\":2}],\"o\":{\"a b\":3}} | 1 2 2 3 2",
                "#if($a == 'x')yes#{else}no#end | {\"a\":\"x\"} | yes",
                "#if(\"$!{a}\" != \"\")yes#{else}no#end | {} | no",
                "#foreach($i in $l)$i#if($foreach.hasNext),#end#end | {\"l\":[1,2,3]} | 1,2,3",
                "#set($end = $l.size() - 1)#foreach($i in [0..$end])$i:$l[$i] #end. | {\"l\":[\"a\",\"b\"]} | 0:a 1:b .",
                "#set($s = \"${a}-${a}\")$s | {\"a\":\"x\"} | x-x",
                "#set($s = $a + '!' + 1)$s #set($n = 1 + 2)$n | {\"a\":\"x\"} | x!1 3",
                "$a.substring(1,3).toUpperCase() $a.indexOf('d') $a.replace('b','') | {\"a\":\"abcd\"} | BC 3 acd",
                "$a.split(',').get(1) $a.replaceAll('[ab]','<$0>') $a.matches('a.*') | {\"a\":\"a,b\"} | b <a>,<b> true",
                "$echo.anything($a) ${echo.q} $echo.x($none) | {\"a\":\"x\"} | x \" $echo.x($none)",
                "#foreach($e in $o.entrySet())$e.key=$e.value;#end | {\"o\":{\"a\":1,\"b\":2}} | a=1;b=2;",
                "https://x/?a=b&c=d | {} | https://x/?a=b&c=d"
            })
    void rendersAsVelocityDoes(String template, String json, String rendered) {
        assertThat(render(template, json)).isEqualTo(rendered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$a.getClass()",
                "$a.class",
                "$a.getClass().forName('java.lang.Runtime')",
                "$n.class.forName('java.lang.Runtime')",
                "$o.getClass()",
                "$o.entrySet().iterator().getClass()",
                "$l.class",
                "$l.add('x')",
                "$o.put('a','b')",
                "$o.clear()",
                "#set($o.a = 'x')",
                "#set($l[0] = 'x')",
                "#set($o['a'] = 'x')",
                "$a.getBytes()",
                "$a.format('%1000000000d', 1)",
                "$a.repeat(1000000000)",
                "$a.chars()",
                "#foreach($i in $l)$foreach.getClass()#end",
                "#foreach($i in $l)$foreach.parent.class.x#end",
                "#foreach($i in $l)$foreach.stop()#end",
                "#foreach($c in $a)$c#end",
                "#include('/etc/passwd')",
                "#parse('/etc/passwd')",
                "#evaluate('$a')",
                "#macro(m)#m()#end#m()",
                "#define($d)$d#end$d",
                "#set($x = \"#include('/etc/passwd')\")$x",
                "#set($x = \"#evaluate('$a')\")$x",
                "$echo.f(\"#parse('/etc/passwd')\")",
                "#if(\"#include('x')\" == '')#end",
                "$a.split('((a{1000}){1000}){1000}')",
                "$a.matches('(')",
                "$a.substring(7)",
                "$a.charAt($o)",
                "$echo",
                "#if($a",
                "#foreach($x",
                "$echo.toString().getClass()"
            })
    void whatReachesOutOfATemplateFailsAndNamesTemplateAndLine(String template) {
        Throwable thrown =
                catchThrowable(() -> render("\n" + template, "{\"a\":\"text\",\"n\":1,\"o\":{\"a\":1},\"l\":[1]}"));

        assertThat(thrown).isInstanceOf(VelocityFailure.class).hasMessageStartingWith("t");
        assertThat(((VelocityFailure) thrown).template()).isEqualTo("t");
        assertThat(thrown.getMessage()).hasSizeLessThan(400).doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#set($s='xxxxxxxxxxxxxxxx')#foreach($i in [1..100])#set($s = $s + $s)#end",
                "#set($s='xxxxxxxxxxxxxxxx')#foreach($i in [1..100])#set($s = \"$s$s\")#end",
                "#set($s='xxxxxxxxxxxxxxxx')#foreach($i in [1..100])#set($s = $s.concat($s))#end",
                "#set($s='xxxxxxxxxxxxxxxx')#foreach($i in [1..100])#set($s = $s.replace('x', $s))#end",
                "#set($s='xxxxxxxxxxxxxxxx')#foreach($i in [1..100])#set($s = $s.replaceAll('x', $s))#end",
                "#set($s='xxxxxxxxxxxxxxxx')#foreach($i in [1..100])#set($s = $s.replaceAll('.+', '$0$0$0'))#end",
                "#set($l=[1])#foreach($i in [1..100])#set($l = [$l, $l])#end$l",
                "#set($l=[1])#foreach($i in [1..100])#set($l = {'a':$l, 'b':$l})#end$l",
                "#set($l=[1])#foreach($i in [1..9000])#set($l = [$l])#end$l",
                "#set($n=3)#foreach($i in [1..1000])#set($n = $n * $n)#end",
                "#foreach($i in [1..1000000000])x#end",
                "#set($m = 1000000000)#foreach($i in [-1000000000..$m])x#end",
                "#set($r = [1..1000000000])",
                "#foreach($i in [1..10000])#foreach($j in [1..10000])#end#end",
                "#set($s='x')#foreach($i in [1..10000])$s.concat('yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"
                        + "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy')#end",
                "$a.replaceAll('', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')",
                "$a.replace('', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')",
                "$a.split('')"
            })
    void whatGrowsWithoutBoundEnds(String template) {
        assertTimeoutPreemptively(ofSeconds(20), () -> {
            String large = "{\"a\":\"" + "a".repeat(100_000) + "\"}";
            assertThatThrownBy(() -> TIMELESS.render("t", template, names(large)))
                    .isInstanceOf(VelocityFailure.class)
                    .hasMessageMatching(".*(more|deeper) than .*");
        });
    }

    @Test
    void expressionsAndNestingAreBounded() {
        String name = "$a";
        assertThatThrownBy(() -> render("#set($x = 1" + " * $n".repeat(5_000) + ")", "{\"n\":7}"))
                .isInstanceOf(VelocityFailure.class);
        assertThatThrownBy(() -> render("#if(true)".repeat(50_000) + "#end".repeat(50_000), "{}"))
                .isInstanceOf(VelocityFailure.class);
        assertThatThrownBy(() -> render("#set($x = " + "[".repeat(20_000) + "]".repeat(20_000) + ")", "{}"))
                .isInstanceOf(VelocityFailure.class);
        assertThatThrownBy(() -> render(name + "x".repeat(VelocityTemplates.MAX_TEMPLATE), "{}"))
                .isInstanceOf(VelocityFailure.class)
                .hasMessageContaining("allowed are " + VelocityTemplates.MAX_TEMPLATE);
    }

    @Test
    void textsFullOfReferencesToTextsAreBoundedBeforeTheyAreMade() {
        String template = "#set($s = \"" + "${a}".repeat(50_000) + "\")done";

        assertTimeoutPreemptively(ofSeconds(20), () -> assertThatThrownBy(
                        () -> TIMELESS.render("t", template, names("{\"a\":\"" + "a".repeat(900_000) + "\"}")))
                .isInstanceOf(VelocityFailure.class)
                .hasMessageContaining("${a} prints too much"));
    }

    @Test
    void regularExpressionsTakeLinearTime() {
        assertTimeoutPreemptively(ofSeconds(10), () -> assertThat(
                        render("$a.matches('(a+)+b')", "{\"a\":\"" + "a".repeat(50_000) + "\"}"))
                .isEqualTo("false"));
    }

    @Test
    void endsAtItsDeadline() {
        AtomicLong now = new AtomicLong();
        VelocityTemplates slow = new VelocityTemplates(() -> now.getAndAdd(100_000_000L));

        assertThatThrownBy(() -> slow.render("t", "#foreach($i in [1..1000])#end", Map.of()))
                .isInstanceOf(VelocityFailure.class)
                .hasMessageContaining("takes longer than 2 seconds");
    }

    @Test
    void failuresNameTheLineAndWhatIsAllowed() {
        assertThatThrownBy(() -> render("a\n\n$a.nope(1)", "{\"a\":\"x\"}"))
                .hasMessage("t line 3: a text has no method nope for templates with 1 arguments");
        assertThatThrownBy(() -> TEMPLATES.check("requestTemplate", "{\n #include('x')\n}"))
                .hasMessage("requestTemplate line 2: #include is not allowed; allowed are #set, #if, #elseif, #else,"
                        + " #foreach, #break, #stop and #end");
        assertThatThrownBy(() -> TEMPLATES.check("requestTemplate", "\n#if($a) never ends"))
                .isInstanceOf(VelocityFailure.class)
                .hasMessageContaining("is no Velocity");
    }

    @Test
    void whatATemplateSetsIsGoneAfterwards() {
        Map<String, Object> names = names("{\"a\":\"x\"}");

        assertThat(TEMPLATES.render("t", "#set($a = 'y')#set($b = 1)$a$b", names))
                .isEqualTo("y1");
        assertThat(TEMPLATES.render("t", "$a$b", names)).isEqualTo("x$b");
        assertThat(Budget.current()).isNull();
    }

    @Property(tries = 300)
    void anyTextIsRenderedOrRefused(@ForAll("templates") String template) {
        Throwable thrown =
                catchThrowable(() -> render(template, "{\"a\":\"x\",\"o\":{\"a\":[1,2,{\"b\":null}]},\"n\":1.5}"));

        assertThat(thrown).satisfiesAnyOf(none -> assertThat(none).isNull(), failure -> assertThat(failure)
                .isInstanceOf(VelocityFailure.class));
    }

    @Provide
    Arbitrary<String> templates() {
        return Arbitraries.of(
                        "$",
                        "{",
                        "}",
                        "(",
                        ")",
                        "[",
                        "]",
                        "#",
                        "!",
                        ".",
                        ",",
                        "\"",
                        "'",
                        "\\",
                        "\n",
                        " ",
                        "a",
                        "o",
                        "n",
                        "${a}",
                        "$o.a",
                        "$o.a[2].b",
                        "$n",
                        "#if($a)",
                        "#else",
                        "#end",
                        "#foreach($x in $o.a)",
                        "#set($x = ",
                        "#[[",
                        "]]#",
                        "##",
                        "#*",
                        "*#",
                        "..",
                        "+",
                        "-",
                        "*",
                        "/",
                        "%",
                        "==",
                        "&&",
                        "1",
                        "0",
                        "#stop",
                        "#break",
                        ".substring(",
                        ".split(",
                        ".size()",
                        "#@",
                        "|",
                        "$esc",
                        "é",
                        "\u0000")
                .list()
                .ofMaxSize(25)
                .map(parts -> String.join("", parts));
    }
}
