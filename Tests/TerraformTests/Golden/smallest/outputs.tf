# Written by asml from assemblylift.toml. Changes made here are lost.

output "function_arns" {
  description = "What to invoke, by service and function."
  value = {
    greeter = {
      hello = aws_lambda_alias.greeter_hello.arn
    }
  }
}

output "function_versions" {
  description = "The version that was deployed last, by service and function."
  value = {
    greeter = {
      hello = aws_lambda_function.greeter_hello.version
    }
  }
}

output "log_groups" {
  description = "Where functions log, by service and function."
  value = {
    greeter = {
      hello = aws_cloudwatch_log_group.greeter_hello.name
    }
  }
}
