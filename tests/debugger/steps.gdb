# What someone types who wants to see how `loss` and its derivative run. `run.sh` reads what gdb answers.
set pagination off
set style enabled off
set width 0
set debuginfod enabled off
set breakpoint pending off

# The first line of the function, where the forward pass comes first.
break main.rs:12
run
echo \n== forward\n
backtrace 1
next
next
next
next
next
next
next
next
next
next
echo \n== names forward\n
print t
print *h_before

# The last line, where the forward pass ends and the backward pass begins.
delete
break main.rs:18
continue
continue
echo \n== backward\n
backtrace 1
next
next
next
next
next
next
next
next
next
next
echo \n== names backward\n
print t
print *h_before
print scratch1.ct_h_2
