# Written by asml from services/greeter/service.toml. Changes made here are lost.

resource "aws_cloudwatch_log_group" "greeter_hello" {
  name              = "/aws/lambda/asml-shop-greeter-hello"
  retention_in_days = 14
}

resource "aws_lambda_function" "greeter_hello" {
  function_name    = "asml-shop-greeter-hello"
  role             = aws_iam_role.greeter_hello.arn
  runtime          = "provided.al2023"
  handler          = "hello.handler"
  filename         = "${path.module}/services/greeter/hello.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.greeter_hello.name
  }

  depends_on = [aws_iam_role_policy.greeter_hello]

  lifecycle {
    ignore_changes = [logging_config, dead_letter_config]
  }
}

resource "aws_lambda_alias" "greeter_hello" {
  name             = "live"
  function_name    = aws_lambda_function.greeter_hello.arn
  function_version = aws_lambda_function.greeter_hello.version
}

resource "aws_iam_role" "greeter_hello" {
  name               = "asml-shop-greeter-hello"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "greeter_hello" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.greeter_hello.arn}:*"]
  }
}

resource "aws_iam_role_policy" "greeter_hello" {
  name   = "asml"
  role   = aws_iam_role.greeter_hello.name
  policy = data.aws_iam_policy_document.greeter_hello.json
}
