module rayvision-example

go 1.23
