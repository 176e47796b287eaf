"""The exercises, one module for each lesson. How one writes an exercise:

An exercise is one block in its lesson's file, under a comment with its key and title. Everything
that belongs to it stands there: praise, hints, solution, another solution, each known mistake
beside its words, the probes, and a judge of its own if it needs one. The name is `exercise_9_3`
for the key "9.3"; `check` and the tests find it by itself.

**A function.** The decorators return the function as it is.

    exercise_9_3 = Exercise(
        "9.3",
        praise="One line moves all the weights of a layer.",     # right. … one thing worth knowing
        hints=("the idea", "the shapes or the plan", "`W - eta / m * nabla_w`"),
    )

    @exercise_9_3.solution                  # solution("9.3") shows it without this line
    def step_downhill(W, nabla_w, eta, m): ...

    @exercise_9_3.also_right                # written differently, as a student might
    def step_by_loop(W, nabla_w, eta, m): ...

    @exercise_9_3.wrong("the sign: this goes uphill.")           # the whole message
    def step_uphill(W, nabla_w, eta, m): ...

    @exercise_9_3.probes                    # tuples of arguments; seeded
    def matrices(): ...

The judge that all share calls the student's function with copies of every probe. If its results
are the solution's, it is right. If they are those of a known mistake on every probe (where the
mistake stops with an error, an error of the same type counts), that mistake's message is said, but
only if no other known mistake gives the same. Otherwise it says what is true whatever the
exercise: parameters in another order, a branch without `return`, a sign, a factor, transposed,
rounded too early, or the first wrong value and its arguments.

Probes: at least two, with all sizes different (n, n_prev, m; the tests of lesson 08 would not tell
`len(delta)` from m otherwise), and with what breaks half-right answers: negative numbers, far out
ones, empty borders, a missing class, the last item, ties, m = 1. Put a square one among them where
known mistakes stop with an error at the others: there they run through, and can be told apart.

A message names a mistake only where the results prove it. Let it say what the code does ("this is
the sum, not the mean"), then what to look at. Never write the solution's line.

**A value.** The reader says what counts as an answer; see `checking.values`: `number`,
`numbers(2, "(4, -2)")`, `letters("ABCD", "BC")`, `one_letter("abcd")`,
`names(["W1", "b1"], "W1 b2")`.
No judge reads a value by itself, so a number is a number in any type of size 1, everywhere.

    exercise_9_1 = Exercise(
        "9.1",
        praise=…, hints=…,
        reads=number,
        solution=150_000,
        also_right=[150_000.0],
        wrong={30: "30 is the number of epochs. …"},             # value: the whole message
        otherwise="{} is not it. Count the mini-batches of one epoch first.",
        within=0.0,                                              # how far off still is right
    )

**A judge of its own**, where comparing is not enough. It takes the value as read, or the function,
and raises Wrong. It may call `compare` before or after its own look, and `exercise.call(function,
…)` for the result of one more call. `also_right` and `wrong` work as before; a wrong answer that
the judge finds by itself is given to the tests by `@exercise.caught("words of its message")`, or
`caught=[(value, "words")]`.

    @exercise_2_3.judge
    def judge_slope(function):
        exercise_2_3.compare(function)
        if not same(exercise_2_3.call(function, z, a), slope(z, a)):
            raise Wrong("yours computes σ once more …")

What every answer gets, and no exercise writes for itself: dots and gaps that are left, None, a
wrong number of parameters, errors with their line, a changed argument or setting, the time limit,
prints, the digits until two numbers differ. Code in messages and hints stands in backticks.
A result of several arrays gets `parts=("nabla_b", "nabla_w")`; closer or looser comparison `rtol`
and `atol`.
"""
