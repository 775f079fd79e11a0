package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.done;
import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.switchhook.inbound.InboundMessage;
import io.switchhook.target.Admission;
import io.switchhook.workflow.StepResult;
import jakarta.jms.JMSRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FullTargetsTest {
    private final EngineFixture engine = new EngineFixture();

    private Admission.Permit otherCall() {
        return ((Admission.Granted) engine.targets.enter("http://t:1")).permit();
    }

    private StepResult callIfFree() {
        if (engine.targets.enter("http://t:1") instanceof Admission.Granted granted) {
            granted.permit().close();
            return done();
        }
        return new StepResult.Full("http://t:1");
    }

    @Test
    void aRunForAFullTargetIsRungForWhenACallBecomesFree() {
        Admission.Permit call = otherCall();
        engine.starting("notify", "call");
        engine.target = (step, context) -> callIfFree();
        engine.take(message("e1", "c1"));
        engine.heedBells();
        assertThat(engine.rung).isEmpty();

        call.close();
        engine.heedBells();

        assertThat(engine.column("select concat(status, ' ', tries) from run")).containsExactly("succeeded 1");
    }

    @Test
    void aRunForAFullTargetKeepsItsClaimAndGoesOnWithoutABellWhenItIsItsTurn() {
        Admission.Permit call = otherCall();
        engine.starting("notify", "call").withPlaces(2);
        engine.full.whenTurnComes(run -> engine.claimed.add(() -> engine.runs.begin(run, () -> {})));
        engine.target = (step, context) -> callIfFree();
        engine.take(message("e1", "c1"));
        engine.claimed.remove(0).run();
        assertThat(engine.column("select status from run")).containsExactly("running");
        assertThat(engine.claims.inHand()).as("its claim is renewed").hasSize(1);

        call.close();
        engine.claimed.remove(0).run();

        assertThat(engine.column("select concat(status, ' ', tries) from run")).containsExactly("succeeded 1");
        assertThat(engine.rung).isEmpty();
    }

    @Test
    void whatWaitsForATargetWithItsClaimGivesItBackWhenTheApplicationStops() {
        Admission.Permit call = otherCall();
        engine.starting("notify", "call").withPlaces(2);
        engine.full.whenTurnComes(run -> engine.claimed.add(() -> engine.runs.begin(run, () -> {})));
        engine.target = (step, context) -> callIfFree();
        engine.take(message("e1", "c1"));
        engine.claimed.remove(0).run();

        engine.workers.stop(Duration.ZERO);
        call.close();

        assertThat(engine.column(
                        "select concat(status, ' ', case when rung_at is null then 'TRUE' else 'FALSE' end) from run"))
                .containsExactly("waiting TRUE");
        assertThat(engine.claimed).isEmpty();
        assertThat(engine.claims.inHand()).isEmpty();
    }

    @Test
    void whereManyWaitForATargetOnlySoManyKeepTheirClaims() {
        Admission.Permit call = otherCall();
        engine.starting("notify", "call").withPlaces(1_600);
        engine.full.whenTurnComes(run -> engine.claimed.add(() -> engine.runs.begin(run, () -> {})));
        engine.target = (step, context) -> callIfFree();
        engine.take(IntStream.range(0, 1_506)
                .mapToObj(i -> message("e" + i, "c" + i))
                .toArray(InboundMessage[]::new));
        List.copyOf(engine.claimed).forEach(Runnable::run);

        assertThat(engine.column("select concat(status, ' ', count(*)) from run group by status order by status"))
                .containsExactly("running 1500", "waiting 6");
        call.close();
    }

    @Test
    void aCallThatBecameFreeBeforeTheRunWasParkedIsNotMissed() {
        Admission.Permit call = otherCall();
        engine.starting("notify", "call");
        engine.target = (step, context) -> {
            StepResult result = callIfFree();
            call.close();
            return result;
        };
        engine.take(message("e1", "c1"));

        engine.heedBells();

        assertThat(engine.column("select status from run")).containsExactly("succeeded");
    }

    @Test
    void aBellIsNotLostOnARunThatHasFoundRoomBySomebodyElsesBell() {
        Admission.Permit call = otherCall();
        engine.starting("notify", "call");
        engine.target = (step, context) -> callIfFree();
        engine.take(message("e1", "c1"));
        engine.take(message("e2", "c2"));
        long first = engine.rung.get(0).run();
        engine.heedBells();
        engine.target = (step, context) -> done();
        engine.heed(first);

        call.close();
        engine.heedBells();

        assertThat(engine.column("select status from run")).containsExactly("succeeded", "succeeded");
    }

    @Test
    void aBrokerThatTakesNoBellDoesNotSpoilTheEndOfACall() {
        Admission.Permit call = otherCall();
        engine.starting("notify", "call");
        engine.target = (step, context) -> callIfFree();
        engine.take(message("e1", "c1"));
        engine.heedBells();
        engine.whenRinging = () -> {
            throw new JMSRuntimeException("no broker");
        };

        assertThatCode(call::close).doesNotThrowAnyException();
    }
}
