# Written by asml from services/a_b/service.toml. Changes made here are lost.

resource "aws_cloudwatch_log_group" "a__b_c" {
  name              = "/aws/lambda/asml-shop-a_b-c"
  retention_in_days = 14
}

resource "aws_lambda_function" "a__b_c" {
  function_name    = "asml-shop-a_b-c"
  role             = aws_iam_role.a__b_c.arn
  runtime          = "provided.al2023"
  handler          = "c.handler"
  filename         = "${path.module}/services/a_b/c.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.a__b_c.name
  }

  depends_on = [aws_iam_role_policy.a__b_c]
}

resource "aws_lambda_alias" "a__b_c" {
  name             = "live"
  function_name    = aws_lambda_function.a__b_c.arn
  function_version = aws_lambda_function.a__b_c.version
}

resource "aws_iam_role" "a__b_c" {
  name               = "asml-shop-a_b-c"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "a__b_c" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.a__b_c.arn}:*"]
  }
}

resource "aws_iam_role_policy" "a__b_c" {
  name   = "asml"
  role   = aws_iam_role.a__b_c.name
  policy = data.aws_iam_policy_document.a__b_c.json
}
