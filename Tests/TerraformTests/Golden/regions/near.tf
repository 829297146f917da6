# Written by asml from services/near/service.toml. Changes made here are lost.

resource "aws_cloudwatch_log_group" "near_one" {
  name              = "/aws/lambda/asml-shop-near-one"
  retention_in_days = 14
}

resource "aws_lambda_function" "near_one" {
  function_name    = "asml-shop-near-one"
  role             = aws_iam_role.near_one.arn
  runtime          = "provided.al2023"
  handler          = "one.handler"
  filename         = "${path.module}/services/near/one.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.near_one.name
  }

  depends_on = [aws_iam_role_policy.near_one]
}

resource "aws_lambda_alias" "near_one" {
  name             = "live"
  function_name    = aws_lambda_function.near_one.arn
  function_version = aws_lambda_function.near_one.version
}

resource "aws_iam_role" "near_one" {
  name               = "asml-shop-near-one"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "near_one" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.near_one.arn}:*"]
  }
}

resource "aws_iam_role_policy" "near_one" {
  name   = "asml"
  role   = aws_iam_role.near_one.name
  policy = data.aws_iam_policy_document.near_one.json
}
