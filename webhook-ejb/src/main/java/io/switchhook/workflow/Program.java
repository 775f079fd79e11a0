package io.switchhook.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The steps of a workflow in one row, each with the positions that may follow it. A step comes before those inside of it, these before
 * the ones that it has for its failure. Positions count from 0; the one behind the last is the end of the run. Immutable.
 */
public final class Program {
    private final List<Place> places;

    /**
     * A step and what follows it.
     *
     * @param next where the run goes on when it is done
     * @param inside where each list of steps inside of it begins
     * @param failed where the run goes on when it has failed for the last time and the run does not end
     */
    private record Place(Step step, int next, List<Integer> inside, int failed) {}

    private Program(List<Place> places) {
        this.places = List.copyOf(places);
    }

    /** @param steps at least one; no two of them, or of those inside of them, with the same name */
    public static Program of(List<Step> steps) {
        List<Place> places = new ArrayList<>();
        add(places, steps, size(steps));
        return new Program(places);
    }

    private static void add(List<Place> places, List<Step> steps, int after) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            int at = places.size();
            int next = i == steps.size() - 1 ? after : at + size(step);
            List<Integer> inside = new ArrayList<>();
            int begin = at + 1;
            for (List<Step> list : step.inside()) {
                inside.add(list.isEmpty() ? next : begin);
                begin += size(list);
            }
            List<Step> whenFailed = whenFailed(step);
            places.add(new Place(step, next, List.copyOf(inside), whenFailed.isEmpty() ? next : begin));
            step.inside().forEach(list -> add(places, list, next));
            add(places, whenFailed, next);
        }
    }

    private static List<Step> whenFailed(Step step) {
        return step.head().onFailure() instanceof OnFailure.Steps instead ? instead.steps() : List.of();
    }

    private static int size(List<Step> steps) {
        return steps.stream().mapToInt(Program::size).sum();
    }

    private static int size(Step step) {
        return 1 + step.inside().stream().mapToInt(Program::size).sum() + size(whenFailed(step));
    }

    /** All steps, those inside of others too. */
    public List<Step> steps() {
        return places.stream().map(Place::step).toList();
    }

    /** Whether there is no step at a position and behind it. */
    public boolean isEnd(int position) {
        return position >= places.size();
    }

    public Step step(int position) {
        return places.get(position).step();
    }

    /** Where a run goes on after the step at this position. */
    public int next(int position) {
        return places.get(position).next();
    }

    /** Where a run goes on when the step at this position has chosen one of the lists inside of it. */
    public int inside(int position, int list) {
        return places.get(position).inside().get(list);
    }

    /** Where a run goes on when the step at this position has failed for the last time and does not stop it. */
    public int failed(int position) {
        return places.get(position).failed();
    }

    /**
     * Where a run goes on that stood at this position, at a step of this name: at the step that is called so now, wherever it stands.
     *
     * @param name empty if it has not begun: then it begins with the steps as they are now
     * @return empty if there is no such step any more
     */
    public OptionalInt find(int position, String name) {
        if (name.isEmpty() || (!isEnd(position) && step(position).name().equals(name))) {
            return isEnd(position) ? OptionalInt.empty() : OptionalInt.of(position);
        }
        return position(name);
    }

    /** Where the step of this name is. */
    public OptionalInt position(String name) {
        return IntStream.range(0, places.size())
                .filter(at -> step(at).name().equals(name))
                .findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Program program && program.places.equals(places);
    }

    @Override
    public int hashCode() {
        return places.hashCode();
    }

    @Override
    public String toString() {
        return steps().stream().map(Step::name).toList().toString();
    }
}
